"""Revenue operations: pay, territories and revenue leadership."""

from __future__ import annotations

from tests.sitegen.banks.base import Domain, words

COMPENSATION = Domain(
    key="compensation",
    category="sales-comp",
    tags=("quota", "territory", "plan-design-2027"),
    foreign=False,
    topics=words(
        "quota setting; territory planning; commission accounting; accelerator design; ramp quota design;"
        "account assignment; variable pay design; overlay crediting; clawback policy; sales contest design;"
        "plan documentation; mid-year quota relief; team-based pay; manager pay design; split crediting;"
        "commission dispute handling"
    ),
    actors=words(
        "the compensation analyst; a plan designer; the sales operations manager; the people partner;"
        "the commission accountant; a territory planner; the compensation committee; a new account manager;"
        "the payroll lead; a second-line manager; the finance director; an overlay specialist;"
        "the field manager;"
        "the top performer"
    ),
    teams=words(
        "new hires; hunters; farmers; overlay specialists; territory planners; plan administrators;"
        "second-line managers;"
        "commission accountants; team leads; part-time sellers; quota carriers"
    ),
    adjectives=words(
        "capped; uncapped; ramped; unassigned; overlapping; named; accelerated; prorated; disputed; balanced;"
        "over-paid; rural; metro; split; retroactive; guaranteed"
    ),
    nouns=words(
        "quota letter; commission statement; accelerator; territory map; crediting rule; ramp schedule; draw;"
        "pay mix; plan document; attainment curve; account list; payout table; clawback clause; split rule;"
        "spiff;"
        "threshold; dispute log; coverage model; relief request; sign-off sheet"
    ),
    plurals=words(
        "quotas; commission disputes; territories; split credits; accelerators; draws; spiffs; thresholds;"
        "clawbacks;"
        "named accounts; ramp months; payout errors; plan changes; windfall deals; contest prizes;"
        "overlay credits;"
        "carve-outs; house accounts; attainment bands"
    ),
    metrics=words(
        "quota attainment; cost of sales; pay at risk; payout accuracy; dispute volume; ramp time;"
        "territory balance;"
        "voluntary turnover; accounts per rep; share of reps above quota; commission expense ratio;"
        "time to plan sign-off;"
        "median attainment; credit splits per deal; windfall share; quota-to-pay ratio"
    ),
    actions=words(
        "publish plan documents before the year starts; test each plan against last year's deals;"
        "balance territories on potential rather than postcode; answer commission disputes within a week;"
        "explain the accelerator with one worked example; model the payout at half and at double quota;"
        "limit each plan to three measures; credit the split at the time of the order;"
        "review house accounts twice a year; cap windfalls by rule and not by mood;"
        "prorate the quota for late starters; collect signatures on every plan; audit a sample of statements;"
        "reserve spiffs for launches; announce changes a quarter ahead; rank territories by open potential;"
        "document each relief request; remove measures that nobody can move; share attainment by decile;"
        "protect the ramp of new hires; track turnover next to pay; simplify the payout table"
    ),
    troubles=words(
        "half of the team lives below the threshold; a windfall pays more than a year of honest work;"
        "two reps claim the same account; the statement arrives after rent day;"
        "quotas rise while territories shrink;"
        "the plan runs to fourteen pages; new hires inherit the accounts nobody wanted;"
        "managers trade relief for loyalty; the accelerator starts where no one ever gets;"
        "overlay credit doubles the cost of a deal; the contest rewards discounting;"
        "a clawback lands on someone who has already left; the spreadsheet and payroll disagree"
    ),
    tools=words("Payline Studio; Quotamap; Evenfield; Stipend; Harrow Territory; Clearcomp; Tenfold Ledger"),
    frames=words(
        "pay follows attention: if {metric} carries {pct} of variable pay, {team} will find it;"
        "on a quota of {money}, {athing} moves take-home pay by {pct} at most;"
        "the fairest map is rarely the neatest one, since {trouble};"
        "{company} cut its plan from {n} measures to three and saw {metric} settle;"
        "show {team} the arithmetic, because {athing} that cannot be checked will be distrusted;"
        "before {actor} {acts}, last year's {things} deserve a reading;"
        "{things} are a message about trust as much as about money;"
        "a plan that needs a meeting to explain it has already failed"
    ),
)

LEADERSHIP = Domain(
    key="leadership",
    category="fractional-cro",
    tags=("chief-revenue-officer", "interim-leadership", "first-90-days"),
    foreign=False,
    topics=words(
        "interim revenue leadership; fractional CRO onboarding; go-to-market planning; revenue team hiring;"
        "founder-led selling; sales process repair; board communication; leadership handover;"
        "pricing governance;"
        "marketing alignment; operating rhythm design; revenue diagnosis; executive succession;"
        "playbook writing;"
        "first sales hire planning; market entry planning"
    ),
    actors=words(
        "the fractional CRO; an interim leader; the founder; the operating partner; the chief executive;"
        "a part-time revenue chief; the incoming sales head; the board chair; the marketing director;"
        "a revenue adviser; the search partner; the outgoing executive; the chief of staff;"
        "a first sales hire"
    ),
    teams=words(
        "founders; board members; department heads; early sellers; investors; advisers; hiring panels;"
        "interim leaders;"
        "marketing managers; customer teams; long-serving reps"
    ),
    adjectives=words(
        "interim; part-time; founder-led; board-level; half-built; inherited; cross-functional; ninety-day;"
        "written;"
        "unspoken; shared; borrowed; permanent; hands-on; time-boxed; well-meant"
    ),
    nouns=words(
        "mandate; first-quarter plan; operating rhythm; leadership gap; hiring scorecard; board pack;"
        "handover file;"
        "revenue diagnosis; decision log; retainer; reporting line; steering meeting; playbook;"
        "reference call;"
        "exit plan; weekly brief; growth thesis; listening tour; talent map; success profile"
    ),
    plurals=words(
        "reporting lines; retainers; hiring mistakes; board questions; decision rights; quick wins;"
        "handovers;"
        "founder habits; standing meetings; leadership gaps; reference calls; market bets; unowned problems;"
        "first hires; weekly briefs; advisory hours; priorities; promises to investors; listening sessions"
    ),
    metrics=words(
        "revenue per head; time to first hire; new logo growth; net new revenue; founder selling hours;"
        "plan attainment;"
        "cost of leadership; pipeline sourced by marketing; offer acceptance rate; decision lead time;"
        "payback on the retainer; share of repeatable deals; leadership tenure; meeting load;"
        "growth efficiency;"
        "board forecast error"
    ),
    actions=words(
        "interview every seller in the first week; write the mandate on one page;"
        "listen to ten recorded calls;"
        "agree decision rights with the founder; pause hiring until the process holds;"
        "replace the Monday meeting;"
        "report three numbers to the board; name a successor before the contract ends;"
        "map who talks to which customer;"
        "settle the reporting line early; hire one strong manager; document the sales motion;"
        "visit the five largest customers; stop two projects that nobody defends;"
        "coach the founder out of small deals;"
        "split strategy days from delivery days; measure progress each fortnight;"
        "prepare the handover from day one;"
        "connect marketing spend to pipeline; challenge the growth thesis; draft the hiring scorecard;"
        "keep a decision log"
    ),
    troubles=words(
        "the founder still closes every large deal;"
        "the board expects a full-time result from two days a week;"
        "nobody knows who may say no; the last sales head left no notes; a hire is made on charm;"
        "marketing and sales report to different people; the plan changes after each investor call;"
        "advice is given and never owned; the interim leader becomes a very expensive rep;"
        "three priorities turn into eleven; the retainer runs on without a goal;"
        "old habits return the week after the handover; growth depends on a single introduction"
    ),
    tools=words("Boardroom Brief; Compass OKR; Handover Hub; Candid Hire; Mandate; Standup Ledger; Rhythmic"),
    frames=words(
        "two days a week are enough when {athing} is clear, and five are not when {trouble};"
        "a retainer of {money} a month buys judgement, not {things};"
        "in the first {days}, {actor} {acts} and leaves {things} alone;"
        "{company} gave its interim chief {athing} and {n} months, then asked for {metric} and nothing else;"
        "authority without {athing} is theatre;"
        "the handover begins when {actor} {acts}, which is earlier than {team} expect;"
        "what the board wants to hear about is {metric}, and what it needs to hear about is {things};"
        "leave the title for later and settle {things} first"
    ),
)
