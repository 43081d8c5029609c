"""Words that every domain shares: segments, places, company names, numbers, and the sentence frames."""

from __future__ import annotations

from tests.sitegen.banks.base import words

SEGMENTS = words(
    "a regional freight broker; a payroll software vendor; a dental supply distributor;"
    "a school catering group;"
    "a cold-storage operator; a specialty chemicals maker; a multi-location veterinary supply distributor;"
    "a legal research publisher; a commercial insurance agency; an elevator maintenance company;"
    "a mid-market accounting platform; an industrial sensor start-up; a water testing laboratory;"
    "a conference registration platform; a contract packaging company; an energy audit consultancy;"
    "a hospital linen service; an online course provider; a packaging design studio;"
    "a fleet telematics vendor;"
    "a $5M–$20M ARR compliance software business; an employee benefits broker; a clinic scheduling platform;"
    "a building materials wholesaler; a managed print provider; a private aviation software company;"
    "an agricultural equipment dealer; a bilingual call-centre operator; a wholesale coffee roaster;"
    "a family-owned uniform rental company; a maritime logistics network; a research recruitment agency"
)
PLACES = words(
    "Lake Orrin; Tannis Bay; Port Emery; Colder Creek; Saint Audrey; Millbrook County; the Harrow Coast;"
    "North Vance;"
    "Juniper Falls; Old Penhallow; the Drayton Estuary; Maple Hollow; Westerly Sound; Fort Callum;"
    "Brindle Valley"
)
FIRST = words(
    "North; Larch; Copper; Alder; Bright; Stone; Kestrel; Fen; Marlow; Amber; Quay; Hollis; Verity; Tern;"
    "Oak; Sable;"
    "Wren; Pike; Lumen; Garnet; Birch; Corvid; Dover; Elm"
)
SECOND = words(
    "gate Freight; field Systems; line Software; haven Supply; mark Analytics; wood Partners; ridge Labs;"
    "port Services;"
    "well Health; crest Foods; bridge Logistics; ford Learning; point Energy; dale Print; moor Cloud;"
    "wick Materials"
)
COMPANIES = tuple(first + second for first in FIRST for second in SECOND)
PEOPLE = words(
    "Maren Oduya; Tobias Lindqvist; Priya Castellan; Jonah Wexford; Elif Marchetti; Sorin Halloway;"
    "Noor Beckett;"
    "Agnes Tremaine; Rafael Osei; Ingrid Solano; Caleb Ferreira; Yuki Abernathy"
)
PUBLISHERS = words(
    "Ledger & Field Review|ledgerfield.example; Revenue Practice Journal|revpractice.example;"
    "Harbour Institute|harbourinstitute.example; Quota Quarterly|quotaquarterly.example;"
    "Northern School of Commerce|nsc.example; Open Pipeline Survey|openpipeline.example;"
    "Contract Desk Weekly|contractdesk.example; The Operator’s Notebook|operatorsnotebook.example;"
    "Renewal Research Group|renewalresearch.example; Bureau of Sales Statistics|bss.example;"
    "Systems in Practice|systemsinpractice.example; Interim Leaders Forum|interimforum.example;"
    "Marginal Thinking|marginalthinking.example; Field Notes on Pay|fieldnotespay.example"
)
STUDY = words(
    "A Survey of {topic}; {topic}: What Changed in a Year; The Cost of Poor {topic};"
    "Notes Towards Better {topic};"
    "{topic} in Smaller Companies; Benchmarks for {topic}; Who Owns {topic}; A Field Guide to {topic};"
    "{topic} Before and After Automation; The Quiet Work of {topic}"
)

PERCENTS = tuple(f"{n}%" for n in (*range(3, 60), 65, 70, 75, 80, 85, 90)) + tuple(
    f"{n} percent" for n in range(4, 50)
)
MONEY = (
    tuple(f"${n}K" for n in range(15, 95, 5))
    + tuple(f"${n},000" for n in range(4, 90))
    + ("$1.2M", "$2.5M", "$3M")
)
COUNTS = (
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "eleven",
    "twelve",
    "14",
    "18",
    "20",
    "24",
)
DAYS = tuple(f"{n} days" for n in (5, 10, 14, 20, 30, 45, 60, 90)) + words(
    "two weeks; three weeks; four months; two months; six months; six weeks; ten working days; seven weeks"
    "a full season"
)
WHENS = words(
    "every Monday; before the week ends; at the start of the month; once a quarter; within {days};"
    "after lunch on Fridays;"
    "in the first {days}; twice a month; on the last working day; before anyone else speaks;"
    "as soon as it matters;"
    "for {days} in a row; at each handover; by the tenth of the month; on a fixed date;"
    "long before the deadline;"
    "early in the season; when the room is calm; in {n} short steps; without being asked;"
    "during the quiet weeks;"
    "ahead of the review; in writing; at {seg}"
)
# Whole clauses, lower case, present tense: the joints of most sentences.
CLAUSES = words(
    "{actor} {acts}; {team} {act}; {actor} {acts} {when}; {team} {act} {when}; {trouble};"
    "{thing} points at {things};"
    "{metric} moves by {pct} {when}; {metric} stays flat for {days}; {thing} replaces {things};"
    "{things} hide in {thing};"
    "{actor} prefers {athing} to {things}; {team} ask for {athing}; {thing} takes {days} to settle;"
    "{company} {acts}; {tool} shows {metric} next to {things}; {things} cost {money} a year;"
    "{metric} rests on {thing};"
    "{acting} pays for itself within {days}; {team} learn to read {metric};"
    "{actor} keeps {athing} within reach;"
    "nobody at {company} misses {things}; {thing} tells {actor} where {things} begin;"
    "{pct} of {things} need no answer;"
    "{actor} checks {metric} {when}; {things} return {when}; {team} share {athing};"
    "{metric} improves by {pct};"
    "{thing} survives a change of {noun}; {acting} becomes a habit; {actor} and {team} agree on {thing}"
)
# Sentences. Kept short between the slots, so that two pages share few runs of words.
FRAMES = words(
    "{clause}.; {clause}, and {clause}.; {clause}, so {clause}.; {clause}, because {clause}.;"
    "When {clause}, {clause}.;"
    "If {clause}, {clause}.; {clause}, but {clause}.; {clause}~ meanwhile {clause}.; {when}, {clause}.;"
    "{when}, {clause}, and {clause}.; At {company}, {clause}.; At {seg}, {clause}.; For {seg}, {clause}.;"
    "{acting} is the first step, and {clause}.; Without {athing}, {clause}.;"
    "With {athing} in place, {clause}.;"
    "Take {company}: {clause}.; Once {clause}, {metric} changes.; Until {clause}, {things} stay.;"
    "{metric} is worth {money} here, since {clause}.; Of {n} attempts, {n} fail because {clause}.;"
    "Where {clause}, {team} can {act}.; Although {clause}, {metric} barely moves.; {clause} after {days}.;"
    "It helps to {act}, as {clause}.; The answer is to {act} {when}.; {actor} should {act} {when}.;"
    "{team} who {act} also {act}.; {clause}, which is why {actor} {acts}.;"
    "Rather than {acting}, {team} {act}.;"
    "A {noun} without an owner ages fast: {clause}.; Some {team} {act}~ others {act}.;"
    "{thing} or {thing}: {clause}.;"
    "Before {acting}, {actor} {acts}.; After {acting}, {team} see {metric} move by {pct}.;"
    "{n} {things} in, {clause}.;"
    "Most of {metric} comes from {thing}.; {metric}, {metric} and {things} belong on one page.;"
    "No {noun} replaces {things}.;"
    "{clause}, even if {clause}.; Suppose {clause}~ then {clause}.;"
    "{things} cost more than {things}, for {clause}.;"
    "Ask who {acts}, and {clause}.; {clause}, yet {metric} holds.; The {noun} comes later, once {clause}.;"
    "{company} spent {money} on {tool} before {clause}.; On {tool}, {clause}.;"
    "{team} at {company} {act} {when}.;"
    "By week {n}, {clause}.; {pct} of the gain is {thing}~ the rest is {things}.;"
    "{actor} {acts}, then {acts}.;"
    "In short, {clause}.; Look at {things} first: {clause}.;"
    "{things}, {things} and {things} share one cause: {trouble}.;"
    "The trade is plain: {acting} costs {days}, and {metric} gains {pct}.;"
    "Good {topic} starts where {clause}.;"
    "{topic} fails quietly: {clause}.; In {topic}, {clause}.; {topic} asks {actor} to {act}.;"
    '{team} call it “{noun} week”, since {clause}.; {actor} calls this the "{noun} test": {clause}.;'
    "That isn't a reason to drop {thing}~ {clause}.; It doesn't take {tool} to {act}.;"
    "{company}'s {noun} shows it: {clause}."
)
QUESTIONS = words(
    "Who should {act} at {seg}?; How often should {team} {act}?; What happens when {trouble}?;"
    "How long does {topic} take?;"
    "Does {topic} need {athing}?; Can {actor} {act} alone?; What is a healthy level of {metric}?;"
    "Which comes first, {thing} or {thing}?; How much of {metric} can change in {days}?;"
    "Do {team} need {tool}?;"
    "What does {acting} cost?; When is {athing} too much?; Is {metric} the right measure?;"
    "Why do {things} come back?;"
    "How does {company} handle {things}?; What should {actor} stop doing?"
)
HEADINGS = words(
    "What {metric} Really Measures; How {actor} Fits In; Where {things} Come From; The Case for {athing};"
    "{acting}; Why {trouble}; Who Owns {thing}; {things} and {things}; The First {days}; {topic} in Practice;"
    "Signs That {trouble}; {metric} Before {things}; A Worked Example: {company}; What {team} Get Wrong;"
    "Choosing Between {things} and {things}; The Cost of {things}; From {thing} to {thing};"
    "Working With {team};"
    "How Should {actor} Use {athing}?; When Do {things} Matter?; What Changes After {days}?;"
    "Is {metric} Enough?;"
    "Who Needs {athing}?; Keeping {thing} Honest; Limits of {tool}; {topic} at {seg}; Reading {metric};"
    "A Note on {things}"
)
LEADS = words(
    "{actor} watches these signals:; The following {things} deserve a look:; A sound {noun} covers:;"
    "Start with these:;"
    "{team} usually need:; Common causes include:; In practice, {actor} does the following:;"
    "Four habits help {team}:;"
    "A useful {noun} answers these questions:; Watch for:; {company} settled on these rules:;"
    "The list is short:"
)
TABLE_LEADS = words(
    "The table below compares the usual choices:; Typical figures look like this:;"
    "Here is how {metric} compares by size:;"
    "The split between roles is as follows:"
)
DIAGRAM_LEADS = words(
    "The flow looks like this:; The diagram below shows the path:; In outline, the sequence is as follows:;"
    "A simple picture of the handover:"
)
