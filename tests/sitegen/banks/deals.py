"""Revenue operations: quoting, approvals and forecasting."""

from __future__ import annotations

from tests.sitegen.banks.base import Domain, words

DEAL_DESK = Domain(
    key="deal_desk",
    category="revops",
    tags=("deal-desk", "foundation", "cpq-2027"),
    foreign=False,
    topics=words(
        "discount approval; quote review; price book upkeep; contract redlining; deal desk coverage;"
        "renewal pricing;"
        "bundle design; usage-based pricing; price increase planning; approval routing; order form hygiene;"
        "multi-year discounting; quote-to-cash handover; partner pricing; non-standard terms;"
        "margin protection"
    ),
    actors=words(
        "the deal desk; a pricing analyst; the commercial lawyer; the finance partner; a quoting specialist;"
        "the head of pricing; a contracts manager; the order management lead; an approvals owner;"
        "the billing analyst;"
        "the regional director; a solutions architect; the controller; a senior account executive"
    ),
    teams=words(
        "account executives; approvers; finance reviewers; contract managers; regional directors;"
        "quoting specialists;"
        "procurement contacts; billing clerks; legal reviewers; sales engineers; channel managers"
    ),
    adjectives=words(
        "approved; stale; non-standard; signed; discounted; multi-year; unpriced; layered; region-wide;"
        "bespoke;"
        "tiered; provisional; countersigned; margin-thin; pre-approved; out-of-policy"
    ),
    nouns=words(
        "price book; approval matrix; order form; quote template; discount floor; redline log; margin model;"
        "pricing guardrail; term sheet; rate card; exception queue; bundle catalogue; uplift clause;"
        "credit memo;"
        "signature packet; payment schedule; deal score; escalation path; product list; fallback clause"
    ),
    plurals=words(
        "quotes; order forms; discount requests; exceptions; redlines; ramp deals; payment terms;"
        "uplift clauses;"
        "free months; approval steps; price holds; bundles; opt-outs; credits; rebates;"
        "proof-of-concept terms;"
        "signature delays; side letters; volume tiers; renewal caps"
    ),
    metrics=words(
        "average discount depth; approval turnaround; quote accuracy; gross margin per deal;"
        "days to signature;"
        "exception rate; price realisation; uplift capture; first-pass approval rate; revenue per quote;"
        "credit memo volume; booked-to-billed variance; list price adherence; concession rate; redline count;"
        "order error rate"
    ),
    actions=words(
        "review open quotes before the weekly call; route exceptions to one named approver;"
        "publish the discount floor for each product line; retire products that no longer sell;"
        "record the reason for every concession; compare booked margin with quoted margin;"
        "reject order forms that lack a billing contact; trade a longer term for a smaller discount;"
        "check payment terms against the credit limit; explain each uplift to the buyer in writing;"
        "limit free months to the first order; price the bundle as a whole;"
        "approve small discounts without a meeting;"
        "escalate silent requests after one working day; archive redlines by clause;"
        "test new tiers in one region;"
        "collect the losing price after each lost deal; cap the number of approvers at two;"
        "share margin by segment with the sellers; refresh the rate card each half-year;"
        "attach the approved terms to the opportunity; match invoices to signed order forms"
    ),
    troubles=words(
        "sellers learn to ask for the deepest discount first; an approval waits in an inbox over a holiday;"
        "the signed terms never reach billing; two price books are live at once;"
        "a one-off exception turns into the new list price;"
        "legal sees the redlines on the last day of the quarter;"
        "nobody can say who granted the free months; a bundle hides a product that loses money;"
        "the buyer's procurement portal rejects the order form;"
        "the uplift clause is struck out without a trade;"
        "a ramp deal books in full but bills a third; the quote expires while finance debates it;"
        "partners undercut the direct price; credit notes eat the quarter's margin"
    ),
    tools=words(
        "Quillmark CPQ; Tallyline; Orderly Desk; Ferrum Contracts; Priceway; Ledgerfold; Signet Room"
    ),
    frames=words(
        "a discount of {pct} costs more than {money} once {things} stack on top of it;"
        "price is a decision about {metric}, and {thing} is where that decision is written down;"
        "when procurement asks for {things}, {actor} answers with {athing} rather than a number;"
        "on {tool} the rule takes an afternoon to build, yet {team} need {days} to trust it;"
        "{company} moved {pct} of its approvals to {athing} and kept {metric} within a point;"
        "the cheapest fix is dull: {actor} {acts}, and {things} stop piling up;"
        "ask for the walk-away price early, because {trouble};"
        "every {noun} needs one owner, one date and one reason"
    ),
)

FORECASTING = Domain(
    key="forecasting",
    category="revops",
    tags=("forecasting", "current-events-2027", "pipeline"),
    foreign=False,
    topics=words(
        "pipeline inspection; forecast calibration; stage definition; commit calling;"
        "pipeline coverage planning;"
        "deal slippage tracking; win rate analysis; quarter-end closing; weekly forecast cadence;"
        "scenario planning;"
        "lead scoring; opportunity hygiene; capacity modelling; demand planning; usage forecasting;"
        "board reporting"
    ),
    actors=words(
        "the forecast owner; a revenue analyst; the sales director; the planning lead; a front-line manager;"
        "the pipeline council; a data analyst; the chief of staff; the demand lead; an inside sales manager;"
        "the finance business partner; a regional manager; the operations lead; the enablement manager"
    ),
    teams=words(
        "front-line managers; analysts; field sellers; inside reps; forecast callers; planners;"
        "marketing partners;"
        "regional leaders; pipeline owners; board members; finance reviewers"
    ),
    adjectives=words(
        "committed; slipped; weighted; early-stage; late-stage; unqualified; single-threaded; dormant;"
        "best-case;"
        "quarterly; rolling; back-dated; multi-threaded; untouched; reopened; over-aged"
    ),
    nouns=words(
        "forecast call; commit line; stage gate; pipeline snapshot; coverage ratio; deal inspection;"
        "win plan;"
        "close plan; scenario sheet; risk register; conversion table; exit criterion; pipeline review;"
        "weighting model;"
        "slip report; backcast; opportunity record; next step; capacity plan; variance note"
    ),
    plurals=words(
        "open opportunities; pushed close dates; next steps; stage changes; forecast calls; deal reviews;"
        "snapshots;"
        "late-stage deals; zero-activity accounts; upside deals; exit criteria; mutual plans;"
        "conversion rates;"
        "pull-ins; probability weights; dead leads; verbal commitments; rolled-over deals;"
        "forecast categories"
    ),
    metrics=words(
        "forecast accuracy; pipeline coverage; win rate; slip rate; stage conversion; sales cycle length;"
        "average deal size; commit variance; pipeline created per rep; lead response time; opportunity age;"
        "call-to-close ratio; demand per region; weighted pipeline; push count; activity per open deal"
    ),
    actions=words(
        "inspect each late-stage deal against its exit criteria; compare this week's snapshot with the last;"
        "close dead opportunities at month end; name the one risk that would sink the number;"
        "record every pushed close date; weight the pipeline by measured conversion;"
        "separate commit from upside before the call; question deals without a dated next step;"
        "publish the variance note the day after close; model three scenarios instead of one;"
        "track slippage by manager; remove duplicate opportunities; backcast the last six quarters;"
        "agree the stage definitions in one page; confirm the buyer's own timeline; score leads on behaviour;"
        "check coverage by segment; rotate the deal that gets inspected; trim the call to half an hour;"
        "document why a deal was lost; sample ten records for hygiene; explain the gap in plain words"
    ),
    troubles=words(
        "the forecast slips in the last week of the quarter; two teams count the same deal;"
        "a close date is pushed four times without comment; managers add hope on top of maths;"
        "the pipeline looks full but nothing in it is new; reps sandbag until the final month;"
        "stage names mean different things in each region; the board sees a number nobody owns;"
        "one large deal hides a weak quarter; conversion drops and the weights stay the same;"
        "late leads arrive after capacity is gone; the snapshot is taken after the clean-up;"
        "marketing and sales argue over the same lead; upside is quietly moved into commit"
    ),
    tools=words(
        "Fathom Board; Northwell CRM; Gaugepoint; Cadenza Calls; Plainview Pipeline; Rollcast; Meridian Plan"
    ),
    frames=words(
        "coverage of {n} to one sounds safe, but {metric} says otherwise when {things} are counted twice;"
        "a forecast is a promise about {metric}, so {actor} {acts} before anyone reads it out;"
        "the call starts with {things} and ends with one sentence on {thing};"
        "of {n} deals in commit, {company} lost {n} because {trouble};"
        "if {metric} swings by {pct} from week to week, {athing} will not calm it;"
        "{tool} keeps {athing} each Friday, which lets {actor} see what moved and who moved it;"
        "nobody should be surprised in week {n} by {things} that were visible in week two;"
        "a close date without {athing} is a wish"
    ),
)
