"""Revenue operations: customers after the sale, and the systems underneath."""

from __future__ import annotations

from tests.sitegen.banks.base import Domain, words

RETENTION = Domain(
    key="retention",
    category="customer-success",
    tags=("renewals", "onboarding", "health-score-2"),
    foreign=False,
    topics=words(
        "renewal forecasting; customer onboarding; churn review; account health scoring; expansion selling;"
        "executive sponsorship; customer segmentation; success plan writing; renewal negotiation;"
        "support handover;"
        "adoption tracking; quarterly business reviews; win-back outreach; reference building;"
        "pooled coverage;"
        "save desk staffing"
    ),
    actors=words(
        "the renewals manager; a success manager; the onboarding lead; the support director;"
        "an account manager;"
        "the save desk; a product specialist; the executive sponsor; the community manager;"
        "the customer's champion;"
        "an implementation consultant; the head of customers; the training lead; a pooled success rep"
    ),
    teams=words(
        "success managers; onboarding consultants; renewal specialists; support engineers; sponsors;"
        "champions;"
        "account managers; trainers; product managers; end users; billing contacts"
    ),
    adjectives=words(
        "at-risk; healthy; onboarded; dormant; expanding; silent; multi-site; high-touch; pooled; overdue;"
        "long-standing; half-adopted; newly signed; unsponsored; seasonal; referenceable"
    ),
    nouns=words(
        "renewal calendar; health score; success plan; onboarding checklist; usage report; sponsor map;"
        "churn review;"
        "escalation note; save offer; adoption curve; kick-off call; value summary; account plan; playbook;"
        "renewal notice; satisfaction survey; handover document; training session; exit interview;"
        "expansion signal"
    ),
    plurals=words(
        "renewals; support tickets; idle seats; login gaps; escalations; expansion signals;"
        "exit interviews; champions;"
        "business reviews; success plans; price objections; onboarding tasks; missed milestones;"
        "downgrade requests;"
        "survey answers; dormant accounts; contract end dates; references; adoption gaps"
    ),
    metrics=words(
        "net revenue retention; gross renewal rate; time to first value; product adoption; logo churn;"
        "ticket backlog;"
        "expansion rate; sponsor coverage; seats in use; onboarding completion; save rate; renewal lead time;"
        "account load per manager; survey response rate; downgrade volume; days since last contact"
    ),
    actions=words(
        "start each renewal a full season ahead; call accounts that have gone quiet;"
        "agree one goal with the sponsor;"
        "log the reason behind every downgrade; pair new customers with a named guide;"
        "trim the onboarding checklist;"
        "review idle seats before the invoice goes out; rehearse the renewal talk with finance;"
        "publish the value summary each quarter; rank accounts by risk and by size;"
        "invite end users to the review;"
        "record exit interviews; replace guesswork with a usage report;"
        "confirm the new champion after a departure;"
        "offer training before a discount; flag late milestones; hand support history to the account manager;"
        "separate price objections from product gaps; thank references in person; archive stale playbooks;"
        "merge duplicate contacts; schedule the kick-off in the first week"
    ),
    troubles=words(
        "the champion leaves and nobody notices for a month;"
        "the renewal notice is the first contact in half a year;"
        "usage drops while the score stays green; onboarding stalls on a missing data file;"
        "the sponsor never met the team; support closes tickets that the customer reopens;"
        "an expansion is sold into an unhappy account; the save offer teaches people to threaten;"
        "success managers carry twice the accounts they can call;"
        "the review shows logins and calls them value;"
        "finance raises the price on the weakest accounts; three teams e-mail one buyer on the same day;"
        "the contract renews by itself and ends in anger"
    ),
    tools=words("Keepwell; Harbour CS; Adoptly; Sunflower Desk; Tidewatch; Renewline; Pulseboard Lite"),
    frames=words(
        "customers seldom leave over {things}; they leave because {trouble};"
        "a score of {n} means little unless {actor} {acts} when it falls;"
        "of the accounts that {company} lost, {pct} had shown {things} for {days};"
        "retention is slow work: {metric} answers today's effort in {n} months;"
        "{tool} can count {things}, but only {actor} can ask about them;"
        "start with {thing}, not with the price, and {metric} will follow;"
        "a quiet account is not a happy one, as {athing} soon shows;"
        "the first {days} decide more about {metric} than the last {days} of the term"
    ),
)

SYSTEMS = Domain(
    key="systems",
    category="revops",
    tags=("crm-data", "current-events-2027", "automation"),
    foreign=False,
    topics=words(
        "CRM clean-up; lead routing; duplicate merging; data ownership; field governance; tool consolidation;"
        "integration monitoring; account hierarchy upkeep; attribution reporting; consent tracking;"
        "sandbox testing;"
        "dashboard retirement; contact enrichment; permission review; automation testing; system migration"
    ),
    actors=words(
        "the CRM administrator; a systems analyst; the data steward; the integration engineer;"
        "the marketing ops lead;"
        "a release manager; the security reviewer; the reporting analyst; an automation owner;"
        "the platform team;"
        "a business analyst; the tools budget holder; the migration lead; a power user"
    ),
    teams=words(
        "administrators; data stewards; marketing operators; report builders; integration engineers;"
        "power users;"
        "release managers; tool owners; sales assistants; security reviewers; analysts"
    ),
    adjectives=words(
        "duplicate; orphaned; mandatory; unused; mapped; deprecated; real-time; nightly; mislabelled;"
        "enriched;"
        "unowned; archived; cross-system; read-only; half-migrated; synced"
    ),
    nouns=words(
        "field dictionary; routing rule; merge policy; sync log; sandbox; permission set; data contract;"
        "change window;"
        "audit trail; account hierarchy; picklist; dashboard; import template; consent flag; error queue;"
        "retention rule;"
        "release note; integration map; ownership table; naming convention"
    ),
    plurals=words(
        "duplicate accounts; orphaned contacts; picklist values; sync errors; unused fields; routing rules;"
        "dashboards;"
        "import files; permission sets; automation flows; consent records; stale owners; test records;"
        "free-text fields;"
        "licence seats; failed jobs; naming conventions; lookup tables; webhooks"
    ),
    metrics=words(
        "duplicate rate; field completeness; sync failure rate; routing time; licence use; dashboard traffic;"
        "record age; enrichment match rate; error queue length; share of leads with an owner;"
        "change failure rate;"
        "time to restore; import error rate; cost per seat; audit findings; report load time"
    ),
    actions=words(
        "delete fields that no report reads; assign one owner to each object;"
        "merge duplicates in small batches;"
        "test routing rules in the sandbox; document every picklist value;"
        "watch the error queue each morning;"
        "freeze changes in the closing week; export a backup before the import; rename fields in plain words;"
        "restrict bulk edits to two people; measure how often a dashboard is opened;"
        "map the data before the migration;"
        "retire tools at renewal time; sample fifty records a month; review permissions when people move;"
        "log each automation with its purpose; compare totals on both sides of the sync;"
        "reject imports without a source;"
        "publish a release note; enrich accounts only where sellers use it; archive closed leads;"
        "train power users first"
    ),
    troubles=words(
        "a required field fills up with full stops; two systems overwrite each other at midnight;"
        "leads wait for an owner who has left; every team keeps its own customer list;"
        "the dashboard is right and the filter is wrong; an old automation fires on new records;"
        "nobody dares to delete a field; the migration copies the mess;"
        "a merge removes the only phone number;"
        "licences renew for people who never log in; the sandbox no longer resembles production;"
        "consent is stored in a free-text note; one power user holds all the knowledge"
    ),
    tools=words(
        "Northwell CRM; Conduit Sync; Mergepoint; Larkspur Forms; Fieldnotes; Switchyard; Basalt Warehouse"
    ),
    frames=words(
        "data is clean for {days} and then {trouble};"
        "a field without {athing} becomes {things} within a quarter;"
        "{company} removed {n} fields and lost no report, because {metric} had been near zero;"
        "the order matters: first {act}, then {act}, and only then buy {tool};"
        "automation repeats a decision, so {actor} {acts} before it repeats a bad one;"
        "count {things} on Monday and again on Friday, and {metric} explains the rest;"
        "{n} integrations into {tool} mean {n} ways for {things} to drift;"
        "trust in a number is lost in a day and rebuilt over {days}"
    ),
)
