"""Fields foreign to a revenue library: pharmacies, profile banners, cars and pets."""

from __future__ import annotations

from tests.sitegen.banks.base import Domain, words

PHARMACY = Domain(
    key="pharmacy",
    category="store-staffing",
    tags=("pharmacy",),
    foreign=True,
    topics=words(
        "pharmacist rota planning; night dispensing; vaccine clinic staffing; technician training;"
        "holiday cover;"
        "prescription checking; locum booking; flu season staffing; stock rotation; counter coverage"
    ),
    actors=words(
        "the pharmacist; a dispensing technician; the locum; the store manager; a counter assistant;"
        "the vaccination nurse; the delivery driver; the superintendent; a trainee"
    ),
    teams=words("pharmacists; technicians; locums; patients; nurses; counter assistants; delivery drivers"),
    adjectives=words(
        "controlled; expired; overnight; understaffed; walk-in; refrigerated; generic; repeat; handwritten"
    ),
    nouns=words(
        "dispensary; pill counter; prescription queue; vaccine fridge; controlled drugs register; rota;"
        "consulting room;"
        "label printer; blister pack; repeat prescription; till; delivery tote; lunch break; night hatch"
    ),
    plurals=words(
        "repeat prescriptions; flu jabs; blister packs; vaccines; shift swaps; ointments; patient leaflets;"
        "inhalers;"
        "night shifts; sick calls; antibiotics; cough syrups"
    ),
    metrics=words(
        "scripts per hour; waiting time; dispensing errors; overtime hours; fridge temperature;stock-out days"
    ),
    actions=words(
        "check the dose against the patient record; label every bottle twice;"
        "rotate the vaccines in the fridge;"
        "book a locum for the bank holiday; call the surgery about an unclear script; count tablets in fives;"
        "lock the controlled cabinet; train the new technician at the hatch; open a second till at noon;"
        "deliver blister packs to care homes; post the rota a month ahead"
    ),
    troubles=words(
        "a technician calls in sick on flu clinic day; the fridge alarm rings at night;"
        "the queue reaches the street;"
        "a script cannot be read; the locum arrives without a key; stock of a common inhaler runs out"
    ),
    tools=words("the Dosewell counter; a Rotabee planner; the Hatchline printer"),
    titles=words(
        "How many staff does {topic} need in {place}?; How do you organise {topic} in {place}?;"
        "What does {topic} pay in {place}?; 8 facts on {topic} around {place}"
    ),
)

BANNERS = Domain(
    key="banners",
    category="graphic",
    tags=("linkedin-banner",),
    foreign=True,
    topics=words(
        "banner sizing; skyline artwork; gradient backgrounds; profile photo framing; font pairing;"
        "watercolour headers;"
        "colour contrast; minimal line art; pattern tiling; safe-zone layout"
    ),
    actors=words(
        "the illustrator; a brand designer; the photographer; a job seeker; the art director; the typesetter;"
        "a freelance artist; the retoucher"
    ),
    teams=words("designers; illustrators; job seekers; recruiters; photographers; students; artists"),
    adjectives=words(
        "pastel; geometric; blurred; hand-drawn; monochrome; cropped; layered; glossy; vector; retina"
    ),
    nouns=words(
        "profile banner; colour palette; safe zone; headshot; gradient; grid; brush stroke; skyline;"
        "typeface; mock-up;"
        "export preset; mobile crop; texture; logo lockup"
    ),
    plurals=words(
        "pixels; gradients; fonts; brush strokes; palettes; stock photos; skylines; icons; vectors;"
        "drop shadows;"
        "export sizes; watermarks"
    ),
    metrics=words(
        "pixel width; contrast ratio; file weight; aspect ratio; profile views; line weight; bleed margin"
    ),
    actions=words(
        "export the artwork at double size; keep text out of the lower left corner;"
        "crop the skyline for phones;"
        "pair a serif with a plain sans; soften the gradient behind the headshot;"
        "compress the file below a megabyte;"
        "sketch three layouts by hand; match the palette to the photo; align the tagline to the grid;"
        "remove shadows from the logo; check the contrast in grey"
    ),
    troubles=words(
        "the headshot covers the tagline; compression smears the gradient; the font is not licensed;"
        "the skyline belongs to another city; the crop cuts a face in half; neon colours vibrate on a phone"
    ),
    tools=words("Inkwell Draw; the Palette Box; a Cropkit preset; Serif Garden"),
    titles=words(
        "Which {topic} ideas suit artists in {place}?; How do you plan {topic} for a {place} theme?;"
        "What makes {topic} look calm in {place} photos?; 10 looks for {topic} inspired by {place}"
    ),
)

CARS = Domain(
    key="cars",
    category="cars",
    tags=("used-cars", "ev-range-2027"),
    foreign=True,
    topics=words(
        "brake replacement; winter tyre choice; used car inspection; battery conditioning; paint correction;"
        "oil changing; hybrid ownership; roof rack fitting; clutch repair; tow bar wiring"
    ),
    actors=words(
        "the mechanic; a first-time buyer; the garage owner; a taxi driver; the paint shop; the parts dealer;"
        "the inspector; a classic car fan; the tow driver"
    ),
    teams=words("mechanics; drivers; commuters; dealers; collectors; inspectors; tyre fitters"),
    adjectives=words(
        "rusty; turbocharged; studded; second-hand; dented; hybrid; diesel; four-door; vintage; leaking"
    ),
    nouns=words(
        "brake disc; gearbox; spark plug; exhaust; wheel bearing; odometer; dashboard light; tyre tread;"
        "handbrake;"
        "windscreen; engine bay; clutch pedal; roof rack; service book"
    ),
    plurals=words(
        "brake pads; winter tyres; oil filters; scratches; hatchbacks; spark plugs; hubcaps; wiper blades;"
        "potholes;"
        "fuel injectors; rust spots; head gaskets"
    ),
    metrics=words(
        "fuel economy; tread depth; brake wear; mileage; battery range; tyre pressure; resale value"
    ),
    actions=words(
        "torque the wheel nuts in a star; change the oil while it is warm; measure tread with a coin;"
        "bleed the brakes with a helper; check the service book for gaps; polish the panel in straight lines;"
        "replace both pads on the axle; charge the battery to four fifths; test-drive on a rough road;"
        "inspect the sills for rust; rotate the tyres each spring"
    ),
    troubles=words(
        "the dashboard light returns after a week; a seized caliper drags; the clutch slips uphill;"
        "salt eats the sills; the odometer does not match the book; the battery dies in a car park"
    ),
    tools=words("the Torquemate wrench; a Gripline tyre; the Autobeam lamp; a Roadster jack"),
    titles=words(
        "What should drivers in {place} know about {topic}?; Is {topic} worth it in {place} winters?;"
        "How long does {topic} take in {place}?; 12 checks for {topic} in {place}"
    ),
)

PETS = Domain(
    key="pets",
    category="pets",
    tags=("dogs", "small-animals"),
    foreign=True,
    topics=words(
        "puppy training; cat grooming; rabbit housing; parrot feeding; leash walking; kennel choice;"
        "tick removal;"
        "aquarium cycling; hamster care; senior dog exercise"
    ),
    actors=words(
        "the vet; a dog walker; the breeder; the groomer; a foster family; the kennel owner; the cat;"
        "the puppy;"
        "a rescue volunteer"
    ),
    teams=words("dog owners; puppies; kittens; rescue volunteers; breeders; groomers; parrots"),
    adjectives=words(
        "nervous; long-haired; house-trained; elderly; playful; hungry; rescued; shedding; stubborn"
    ),
    nouns=words(
        "leash; litter box; scratching post; food bowl; chew toy; crate; nail clipper; fish tank; hay rack;"
        "collar;"
        "flea comb; water bottle; dog park; carrier"
    ),
    plurals=words(
        "kibble portions; vaccinations; hairballs; chew toys; treats; fleas; whiskers; paw prints; rabbits;"
        "kennels;"
        "vet bills; leashes"
    ),
    metrics=words(
        "body weight; coat shine; daily walks; feeding times; tank temperature; barking hours; litter use"
    ),
    actions=words(
        "brush the coat against the grain; reward the puppy at once; clean the litter box each morning;"
        "trim the claws after a bath; weigh the rabbit every week; introduce the kitten to one room;"
        "soak the kibble for old teeth; walk the dog before breakfast; check the ears for mites;"
        "fill the hay rack twice a day; change a third of the tank water"
    ),
    troubles=words(
        "the cat refuses the new litter; the puppy chews the table leg; the parrot plucks its feathers;"
        "ticks hide behind the ears; the tank clouds over; the dog pulls towards every squirrel"
    ),
    tools=words("the Barkwell harness; a Whiskerline brush; the Hutchmaster run"),
    titles=words(
        "How do owners in {place} approach {topic}?; What does {topic} cost in {place}?;"
        "When should {topic} begin for families in {place}?; 9 tips on {topic} from {place}"
    ),
)
