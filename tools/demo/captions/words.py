"""The words of the world: for everything that a scene can hold, the ways in which people name it."""

# Subject -> its nouns, the plainest first. A plural that the rule does not make stands after a slash. The subject's own name is a noun
# of its own unless the line says otherwise with a leading "!".
NOUNS = """
man: guy, dude, male, gentleman, fellow, bloke / blokes, adult man
woman: lady, female, adult woman, gal
boy: little boy, lad, young boy, kid, schoolboy
girl: little girl, young girl, kid, schoolgirl
old man: grandfather, grandpa, elderly man, senior man, aged man, old guy, granddad
old woman: grandmother, grandma, elderly woman, elderly lady, old lady, granny, senior woman
face of a man: portrait of a man, man's face / men's faces, headshot of a man, close-up of a man, man portrait, man
face of a woman: portrait of a woman, woman's face / women's faces, headshot of a woman, close-up of a woman, woman portrait, woman, lady, girl
santa: santa claus, father christmas, saint nicholas, st nick, saint nick
astronaut: spaceman, cosmonaut, space traveller, person in a space suit / people in space suits
snowman: snow man, man made of snow, frosty the snowman
witch: sorceress, woman with a broomstick, halloween witch
clown: circus clown, jester, funny clown
knight: knight in armor, knight in armour, armored knight, warrior in armor
pirate: buccaneer, pirate captain, sea robber
chef: cook, chef in a white hat, kitchen chef
doctor: physician, medic, doctor in a white coat
firefighter: fireman, fire fighter, firewoman
police officer: policeman, cop, policewoman
angel: winged angel, guardian angel
king: monarch, ruler with a crown
queen: monarch
princess: royal girl
wizard: magician, sorcerer, old wizard
ballerina: ballet dancer
farmer: farm worker
baby: infant, newborn, toddler, little baby
bride and groom: wedding couple, bridal couple, newlyweds / newlyweds, just married couple, wedding
couple: pair of lovers, two people holding hands, man and woman holding hands, lovers
swimmer: person swimming, man swimming, woman swimming, somebody swimming
diver: scuba diver, snorkeler, person diving, frogman
surfer: person surfing, man surfing, surf rider, someone on a surfboard
fisherman: angler, man fishing, person fishing, someone with a fishing rod
cat: kitty, kitten, pussycat, feline, pussy cat, tomcat, house cat, kittie
dog: puppy, doggy, pup, hound, pooch, canine, doggie
horse: pony, stallion, mare, foal, steed
bird: songbird, little bird, birdie, small bird, sparrow, robin
fish: goldfish / goldfish, tropical fish / tropical fish, little fish / little fish
cow: cattle / cattle, bull, calf / calves, dairy cow
sheep: lamb, ewe, woolly sheep / woolly sheep
rabbit: bunny, hare, bunny rabbit, bunnie
duck: duckling, drake, mallard
elephant: jumbo, pachyderm
lion: big cat, king of the jungle, lioness
bear: grizzly, brown bear, bear cub, grizzly bear
fox: vixen, red fox
penguin: emperor penguin
owl: night owl, barn owl
butterfly: moth
giraffe: long-necked animal
pig: piglet, hog, piggy, swine
chicken: hen, rooster, cockerel, poultry / poultry
turtle: tortoise, sea turtle
whale: blue whale, big whale, humpback
dolphin: porpoise
parrot: macaw, parakeet, cockatoo
frog: toad, tree frog
deer: stag, reindeer / reindeer, doe, fawn, buck
zebra: striped horse
monkey: ape, chimp, chimpanzee
squirrel: red squirrel
octopus: squid, kraken
bee: bumblebee, honeybee, wasp
snail: slug
mouse: rat, little mouse / little mice
goat: billy goat
crab: red crab
shark: great white
ladybug: ladybird, ladybeetle
swan: white swan
flamingo: pink flamingo
hedgehog: porcupine
tiger: big striped cat
panda: panda bear
koala: koala bear
wolf: grey wolf / grey wolves
camel: dromedary
kangaroo: roo
jellyfish: medusa
seahorse: sea horse
starfish: sea star
seal: sea lion
dragonfly: damselfly
tree: leafy tree, oak, big tree, maple, old oak, broadleaf tree
palm tree: palm, coconut palm, coconut tree
pine tree: pine, fir, fir tree, conifer, spruce, evergreen
cactus: saguaro, desert cactus / desert cacti, succulent
sunflower: sun flower
rose: rosebud, red rose
tulip: spring tulip
potted plant: flower pot, houseplant, plant in a pot / plants in pots, pot plant, plant
flower pot: potted plant, houseplant, plant in a pot / plants in pots
mushroom: toadstool, fungus / fungi
bouquet: bunch of flowers, bouquet of flowers, flowers
pumpkin: jack-o'-lantern, jack o lantern, halloween pumpkin, gourd
daisy: marguerite
lily: water lily
fern: bracken
sports car: race car, racing car, supercar, roadster, fast car, sportscar, sporty car, ferrari, convertible
car: automobile, auto, hatchback, family car, sedan, motor car, motorcar
bicycle: bike, push bike, cycle, pushbike
motorcycle: motorbike, motor bike, motor cycle
scooter: moped, vespa
bus: coach, city bus, school bus
truck: lorry, pickup, semi truck, pick-up truck
taxi: cab, taxi cab, yellow cab, taxicab
fire engine: fire truck, firetruck, fire brigade truck
police car: cop car, patrol car
ambulance: rescue van, hospital van
van: minivan, delivery van, camper
tractor: farm tractor, farm vehicle
train: locomotive, railway train, steam train, railroad train
sailing boat: sailboat, yacht, sail boat, sailing ship, boat with a sail / boats with sails, sailing yacht
rowing boat: rowboat, row boat, canoe, dinghy, small boat
ship: cruise ship, ocean liner, vessel, cargo ship, steamer, big boat
airplane: plane, aeroplane, jet, aircraft / aircraft, airliner
helicopter: chopper, copter
hot air balloon: hot-air balloon, air balloon, aerostat
rocket: spaceship, space rocket, rocket ship, spacecraft / spacecraft
ufo: flying saucer, alien ship
submarine: u-boat
house: home, cottage, villa, family house
skyscraper: high-rise, tower block, office tower, tall building, high rise
church: chapel, cathedral
castle: fortress, palace, fort
lighthouse: light house, beacon
windmill: wind mill, dutch windmill
barn: farm building, shed, stable
tent: camping tent, wigwam, camp
igloo: snow house, ice house, eskimo house
bridge: stone bridge, footbridge
pyramid: egyptian pyramid, great pyramid
fountain: water fountain
mailbox: letterbox, post box, letter box, postbox
street lamp: streetlight, street light, lamp post, lamppost
temple: shrine, ancient temple
mosque: minaret
pagoda: asian temple, japanese temple, chinese temple
traffic light: traffic lights, stoplight, traffic signal
planet: world, ringed planet, saturn
moon: full moon, crescent
comet: shooting star, meteor
galaxy: spiral galaxy, milky way
satellite: space probe, sputnik
star: bright star
sign: signboard, notice, placard, board with letters, notice board
apple: fresh apple
banana: bunch of bananas
orange: orange fruit, tangerine, mandarin, clementine
strawberry: berry, ripe strawberry
watermelon: water melon, slice of watermelon, melon
grapes: bunch of grapes / bunches of grapes, grape
pear: ripe pear
lemon: lime, citrus fruit
pineapple: ananas
cherry: cherries
peach: nectarine
avocado: alligator pear
carrot: orange carrot, vegetable
tomato: red tomato
corn: corn cob, maize
pizza: slice of pizza, pizza pie, margherita
hamburger: burger, cheeseburger
hot dog: sausage in a bun
cake: birthday cake, layer cake, torte
cupcake: muffin, fairy cake
donut: doughnut
ice cream: ice-cream cone, ice cream cone, icecream, gelato
bread: loaf / loaves, loaf of bread / loaves of bread, baguette
cheese: piece of cheese, wedge of cheese, swiss cheese
egg: fried egg
fried egg: egg, sunny side up egg
sushi: sushi roll, maki, nigiri
cookie: biscuit
pancakes: stack of pancakes
sandwich: sub, toastie
croissant: french pastry
chocolate: chocolate bar
fries: french fries, chips
cup of coffee: coffee, coffee cup, cup of tea, mug, mug of coffee, cappuccino, espresso, teacup
teapot: tea pot, pot of tea
bottle: wine bottle, glass bottle, bottle of wine
glass of juice: juice, drink, glass of orange juice, lemonade, cocktail
glass of wine: wine glass, wine
bowl of soup: soup, soup bowl, hot soup
guitar: acoustic guitar, electric guitar
piano: grand piano, upright piano
violin: fiddle, viola
drum: snare drum, drum kit, drums
trumpet: cornet, bugle, horn
saxophone: sax
accordion: squeezebox, squeeze box
harp: lyre
cello: violoncello
flute: recorder
tambourine: tamborine
xylophone: glockenspiel
ball: beach ball, toy ball
soccer ball: football
basketball: basket ball
tennis ball: tennis
teddy bear: teddy, stuffed bear, toy bear, plush bear
balloon: party balloon, toy balloon
kite: flying kite
gift: present, gift box, wrapped present, birthday present, parcel
candle: lit candle, burning candle, wax candle
christmas tree: xmas tree, decorated tree
robot: android, toy robot, droid
dice: die
doll: rag doll
chess piece: chess, pawn, knight chess piece
snow globe: snowglobe
fireworks: firework, new year's fireworks
rainbow: colourful rainbow, colorful rainbow
rubber duck: bath duck
rocking horse: toy horse
toy train: wooden train
spinning top: toy top
building blocks: toy blocks, blocks
party hat: birthday hat
wreath: christmas wreath
stocking: christmas stocking
bell: jingle bell
easter egg: painted egg
lantern: oil lamp
purse: handbag, hand bag, leather handbag, pocketbook, lady's bag
clutch: clutch bag, evening bag, clutch purse, party clutch
backpack: rucksack, knapsack, school bag, back pack, schoolbag
suitcase: luggage / luggage, trunk, travel bag, suit case
shopping bag: paper bag, carrier bag
basket: wicker basket, picnic basket
briefcase: attache case
woolen hat: woollen hat, beanie, bobble hat, knitted hat, wool hat, knit cap, winter hat, woolly hat
straw hat: sun hat, sunhat, summer hat
top hat: high hat, silk hat, cylinder hat
cowboy hat: stetson
cap: baseball cap, peaked cap
shirt: t-shirt, tee shirt, blouse, tshirt, tee
dress: gown, frock, evening dress
jacket: coat, blazer
trousers: jeans, pants, denim jeans
skirt: mini skirt
sweater: jumper, pullover, knitted sweater
scarf: knitted scarf / knitted scarves, shawl
gloves: mittens, pair of gloves, glove
socks: pair of socks, sock
shoe: sneaker, trainer, running shoe
boots: pair of boots, boot, rubber boots, wellies
high heels: heels, stilettos, high-heeled shoes, pumps
tie: necktie, neck tie
glasses: eyeglasses, spectacles, pair of glasses
sunglasses: sun glasses, shades
watch: wristwatch, wrist watch
ring: diamond ring, wedding ring
necklace: pearl necklace, pendant
crown: golden crown, tiara
umbrella: parasol, brolly
chair: wooden chair, seat
armchair: easy chair, arm chair, comfy chair
sofa: couch, settee, divan
bed: single bed, double bed
table: wooden table, dining table
desk: writing desk, writing table
bench: park bench, wooden bench
stool: bar stool
lamp: table lamp, floor lamp, reading lamp
bookshelf: bookcase / bookcases, shelf of books, book shelf / book shelves
shelf: wall shelf / wall shelves
clock: alarm clock, wall clock
mirror: looking glass
bathtub: bath tub, tub
door: front door, doorway
window: window frame
fireplace: open fire, hearth
vase: flower vase
rug: carpet, mat
wardrobe: closet, cupboard
cabinet: chest of drawers, dresser
rocking chair: rocker
hammer: claw hammer
saw: hand saw, handsaw
scissors: pair of scissors, shears
screwdriver: screw driver
wrench: spanner
pliers: pincers
axe: hatchet
shovel: spade
key: door key, old key
ladder: step ladder, stepladder
bucket: pail
broom: besom
paint brush: paintbrush, artist's brush
pencil: pen, coloured pencil
book: novel, hardback, textbook
camera: photo camera, digital camera
laptop: notebook computer, computer, laptop computer
phone: smartphone, mobile phone, cell phone, telephone, iphone
television: tv, tv set, telly
headphones: earphones, headset
light bulb: lightbulb, electric bulb
globe: world globe, earth globe
telescope: spyglass
microscope: lab microscope
magnifying glass: magnifier, loupe
knife: kitchen knife / kitchen knives
fork: table fork
spoon: tablespoon
pan: frying pan, skillet
pot: cooking pot, saucepan
kettle: tea kettle
anchor: ship's anchor
wheel: cartwheel
flag: banner
envelope: letter, mail
newspaper: paper, daily paper
trophy: cup prize, winner's cup, prize cup
medal: gold medal
compass: magnetic compass
hourglass: sand clock
typewriter: writing machine
radio: transistor radio
speaker: loudspeaker
microphone: mic
battery: batteries
magnet: horseshoe magnet
plate: dish
toothbrush: tooth brush
soap: bar of soap
pillow: cushion
watering can: watering pot
wheelbarrow: garden cart
scales: balance
fan: electric fan
toaster: bread toaster
"""

# Words that cover several subjects, beside the kinds. Group -> nouns; subjects.
GROUPS = """
person: person / people, human, someone, somebody, figure, human being, individual; man, woman, boy, girl, old man, old woman, face of a man, face of a woman, astronaut, witch, clown, knight, pirate, chef, doctor, firefighter, police officer, king, queen, princess, wizard, ballerina, farmer, swimmer, diver, surfer, fisherman, santa, baby, couple
child: child / children, kid, youngster, little one; boy, girl
senior: senior, old person / old people, elderly person / elderly people, pensioner; old man, old woman
man: man, guy, male; man, old man, face of a man
woman: woman, lady, female; woman, old woman, face of a woman
animal: animal, creature, beast, critter; *animal
pet: pet; cat, dog, rabbit, parrot, fish
farm animal: farm animal, livestock / livestock; cow, sheep, pig, chicken, horse, duck, goat
wild animal: wild animal, wildlife / wildlife; lion, bear, fox, elephant, giraffe, zebra, deer, monkey, tiger, wolf
bird: bird; bird, duck, penguin, owl, chicken, parrot, swan, flamingo
insect: insect, bug; butterfly, bee, ladybug, dragonfly
sea creature: sea creature, marine animal; fish, whale, dolphin, octopus, turtle, crab, shark, jellyfish, seahorse, starfish
vehicle: vehicle; *vehicle
boat: boat, watercraft / watercraft; sailing boat, rowing boat, ship
car: car; car, sports car, taxi, police car
aircraft: aircraft / aircraft, flying machine; airplane, helicopter, hot air balloon
plant: plant; *plant
tree: tree; tree, palm tree, pine tree
flower: flower, blossom, bloom; rose, tulip, sunflower, bouquet, daisy, lily
food: food / food, meal, something to eat, snack; *food
fruit: fruit / fruit, piece of fruit; apple, banana, orange, strawberry, watermelon, grapes, pear, lemon, pineapple, cherry, peach
dessert: dessert, sweet, something sweet, pastry / pastries; cake, cupcake, donut, ice cream, cookie
drink: drink, beverage; cup of coffee, glass of juice, bottle, glass of wine
building: building, architecture / architecture; *building
furniture: furniture / furniture, piece of furniture; *furniture
clothes: clothes / clothes, clothing / clothing, garment, piece of clothing; *clothing
bag: bag; *bag
hat: hat, headwear / headwear; woolen hat, straw hat, top hat, cap, cowboy hat
footwear: shoes / shoes, footwear / footwear; shoe, boots, high heels
musical instrument: musical instrument, instrument, music instrument; *instrument
tool: tool; *tool
toy: toy, plaything; *toy
cutlery: cutlery / cutlery, silverware / silverware; knife, fork, spoon
seat: seat; chair, armchair, sofa, stool, bench
heavenly body: heavenly body / heavenly bodies, celestial body / celestial bodies; planet, moon, comet, galaxy
"""

# Colour -> adjectives.
COLOURS = """
red: scarlet, crimson, ruby, cherry red, bright red
orange: orange-coloured, tangerine-coloured, amber
yellow: golden, lemon yellow, bright yellow, gold
green: emerald, lime, leafy green, dark green, light green
blue: navy, azure, dark blue, light blue, sky blue
purple: violet, lilac, lavender, mauve
pink: rose-coloured, magenta, hot pink, rosy, fuchsia
brown: tan, chestnut, chocolate-coloured, hazel, tawny, leather brown
black: jet black, dark, pitch black
white: snow-white, cream-coloured, ivory, pale
grey: gray, silver, silvery, ash grey
"""

# Pose -> phrases that follow the noun (also alone, as what somebody is doing).
POSES = """
standing: standing, upright, standing still, on its feet
sitting: sitting, seated, sat down, sitting down
lying: lying, lying down, stretched out, resting
walking: walking, strolling, taking a walk, going for a walk, on a walk, hiking
running: running, jogging, sprinting, on the run, racing, dashing
jumping: jumping, leaping, hopping, mid-air, in mid-air, in the air, mid jump, taking a leap, springing up, jumping high, making a jump, bouncing
reading: reading, reading a book, absorbed in a book, with a book, with a novel
dancing: dancing, doing a dance, grooving, performing a dance
waving: waving, waving hello, greeting, saying hello, waving a hand
sleeping: sleeping, asleep, taking a nap, napping, dozing, snoozing, fast asleep
cycling: cycling, riding a bike, on a bike, riding a bicycle, on a bicycle, biking, pedalling
fighting: fighting, with a sword, swinging a sword, wielding a sword
floating on a ring: floating on a ring, with a swim ring, on a rubber ring
flying on a broom: flying on a broom, riding a broom, on a broomstick, flying
spraying water: spraying water, with a hose, putting out a fire, holding a hose
skiing: skiing, on skis, going downhill on skis, going skiing
skateboarding: skateboarding, on a skateboard, riding a skateboard, skating
playing guitar: playing guitar, playing the guitar, strumming a guitar, with a guitar, making music
painting: painting, painting a picture, at an easel, making a painting, with a brush and easel
cooking: cooking, making food, preparing a meal, frying something, with a frying pan
swimming: swimming, having a swim, in the water
kicking a ball: kicking a ball, playing soccer, playing football, with a soccer ball, shooting a ball
playing football: playing football, playing soccer, kicking a ball
meditating: meditating, doing yoga, in lotus position, cross-legged, practising yoga
holding an umbrella: holding an umbrella, under an umbrella, with an umbrella, carrying an umbrella
lifting weights: lifting weights, with weights, with dumbbells, pumping iron, weightlifting, lifting a barbell, working out, doing weight training
taking a photo: taking a photo, photographing, with a camera, taking a picture, shooting a photo
climbing: climbing, climbing up, scaling a wall, rock climbing
fishing: fishing, angling, with a fishing rod
surfing: surfing, riding a wave, on a surfboard
flying: flying, in flight, on the wing, soaring, airborne
perched: perched, perching, sitting, sitting on a twig, resting
pecking: pecking, pecking for grains, picking grains
grazing: grazing, eating grass, feeding
eating: eating, having a meal, munching
carrying a sack: carrying a sack, with a sack of presents, with a bag of gifts
riding: riding
floating: floating, drifting, weightless
kneeling: kneeling, on the knees
crawling: crawling, on all fours
drinking: drinking, having a drink
singing: singing, singing a song, with a microphone
throwing a ball: throwing a ball, tossing a ball
playing basketball: playing basketball, shooting hoops, with a basketball
pushing: pushing
rowing: rowing, paddling
diving: diving
gardening: gardening, watering plants, watering flowers
sweeping: sweeping, sweeping the floor, with a broom
working on a laptop: working on a laptop, at a computer, typing, with a laptop
playing violin: playing violin, playing the violin, fiddling
swinging: swinging, on a swing
bowing: bowing
boxing: boxing, throwing a punch
doing a handstand: doing a handstand, upside down
flying a kite: flying a kite, with a kite
pushing a pram: pushing a pram, with a pram, with a stroller
roller skating: roller skating, on roller skates
ice skating: ice skating, on ice skates
snowboarding: snowboarding, on a snowboard
juggling: juggling, juggling balls
jumping rope: jumping rope, skipping
swooping: swooping
hovering: hovering, in the air
open: open, opened
closed: closed, shut
folded: folded
parked: parked
"""

# Pose -> what one calls who does it.
AGENTS = """
running: runner, jogger, sprinter
jumping: jumper
reading: reader, bookworm
dancing: dancer
sleeping: sleeper, sleeping beauty / sleeping beauties
cycling: cyclist, bike rider, biker
skiing: skier
skateboarding: skateboarder, skater
playing guitar: guitarist, guitar player, musician
painting: painter, artist
cooking: cook, hobby cook
kicking a ball: footballer, soccer player, football player
meditating: yogi, person meditating / people meditating
lifting weights: weightlifter, bodybuilder, athlete
taking a photo: photographer
climbing: climber, rock climber, mountaineer
walking: walker, pedestrian, hiker
swimming: swimmer
"""

# Trait value -> phrases. "~" stands where the noun goes; a phrase without it follows the noun.
TRAITS = """
hat=woollen: wearing a woolen hat, in a beanie, with a knitted hat, wearing a bobble hat, in a woolly hat
hat=straw: wearing a straw hat, with a straw hat, in a sun hat
hat=cap: wearing a cap, with a baseball cap, in a cap
hat=top: wearing a top hat, with a top hat
glasses=glasses: wearing glasses, with glasses, with spectacles, bespectacled ~
glasses=sunglasses: wearing sunglasses, with sunglasses, in shades
beard=beard: with a beard, bearded ~, with a long beard, with a big beard, with a full beard
beard=bearded: with a beard, bearded ~
beard=moustache: with a moustache, with a mustache
ring=ringed: ringed ~, with rings, with a ring
band=black: with a black ribbon
band=blue: with a blue ribbon
band=green: with a green ribbon
band=pink: with a pink ribbon
band=red: with a red ribbon
beard=brown: with a brown beard, with a beard, bearded ~
beard=white: with a white beard, with a beard, bearded ~
bubbles=bubbles: full of bubbles, with foam, bubble ~
curtains=curtains: with curtains
emblem=star: with a star
emblem=stripe: with a stripe
filled=apples: full of apples, with apples
filled=bread: with bread in it, full of bread
filled=egg: with a fried egg, with an egg in it
filled=flowers: full of flowers, with flowers
filled=sand: full of sand, with sand
filled=water: full of water, with water
finish=quilted: quilted ~
finish=sequined: sequined ~, glittering ~, sparkling ~, with sequins
flowers=roses: with roses, of roses
flowers=sunflowers: with sunflowers, of sunflowers
flowers=tulips: with tulips, of tulips
hat=top hat: wearing a top hat, with a top hat
made=brick: brick ~, of brick
made=stone: stone ~, of stone
made=flat: flat screen ~, modern ~
made=old: old ~, vintage ~
made=pearls: pearl ~, of pearls
made=pendant: with a pendant
metal=bronze: bronze ~
metal=golden: golden ~, gold ~, made of gold
metal=silver: silver ~, made of silver
mood=laughing: laughing, who laughs, laughing out loud, laughing ~
mood=smiling: smiling, who smiles, with a smile, smiling ~
pattern=flowered: flowered ~, floral ~, with flowers on it
pattern=star: with a star
pillows=pillows: with pillows, with cushions
scarf=blue: with a blue scarf
scarf=green: with a green scarf
scarf=purple: with a purple scarf
scarf=red: with a red scarf
scarf=yellow: with a yellow scarf
seal=heart: with a heart
stickers=stickers: with stickers on it, with stickers
top=open: open-top ~, with the top down, convertible ~
top=flat: with a flat roof
top=pointed: with a pointed top, with a spire
load=surfboard: with a surfboard on the roof, carrying a surfboard
load=luggage: with luggage on the roof, loaded with luggage
load=passengers: cruise ~, with passengers
load=containers: carrying containers, with containers, cargo ~
deck=double: double-decker ~, double decker ~, with two decks
cargo=logs: carrying logs, loaded with logs
cargo=sand: carrying sand, loaded with sand
engine=steam: steam ~, with steam
engine=electric: electric ~
engine=jet: jet ~
engine=propeller: propeller ~, with a propeller, biplane ~
basket=flowers: with a basket of flowers, with flowers in the basket
sail=plain: with plain sails
sail=striped: with striped sails, with stripes on the sails
crew=rower: with somebody rowing, with a rower
phase=full: full ~, round ~
phase=crescent: crescent ~, half ~
roof=red: with a red roof, red-roofed ~
roof=brown: with a brown roof, brown-roofed ~
roof=grey: with a grey roof, with a gray roof
roof=blue: with a blue roof, blue-roofed ~
roof=green: with a green roof, green-roofed ~
make=wooden: wooden ~
make=neon: neon ~, glowing ~
make=hanging: hanging ~
make=marquee: marquee ~, with light bulbs around
make=road: road ~
pattern=chequered: chequered ~, checked ~
state=peeled: peeled ~, half peeled ~
state=fried: fried ~, ~ fried in a pan
state=boiled: boiled ~, in an egg cup
cut=halved: cut in half, halved ~, with one cut open
cut=sliced: sliced ~, in slices, slice of ~
cut=whole: whole ~, entire ~
candles=lit: with lit candles, with candles, with burning candles
soup=tomato: of tomato, with tomato
soup=vegetable: with vegetables, of vegetables
make=acoustic: acoustic ~
make=electric: electric ~
make=grand: grand ~
make=upright: upright ~
wearing=bow: wearing a bow tie, with a bow tie, with a bow
wearing=scarf: wearing a scarf, with a scarf
piece=king: king ~
piece=queen: queen ~
piece=knight: knight ~
piece=pawn: pawn ~
piece=rook: rook ~
shape=heart: heart-shaped ~, in the shape of a heart
carved=carved: carved ~, with a carved face, with a glowing face, halloween ~
cap=spotted: spotted ~, with a spotted cap, with white dots
cap=plain: with a plain cap
pattern=spotted: spotted ~, with spots
pattern=quilted: quilted ~
pattern=sequined: sequined ~, glittering ~, sparkling ~, with sequins
pattern=patterned: patterned ~, with a pattern
pattern=striped: striped ~, with stripes, stripy ~
pattern=dotted: dotted ~, with dots, polka-dot ~, spotted ~
pattern=plain: plain ~
pattern=checked: checked ~, chequered ~, plaid ~
pattern=floral: floral ~, with flowers on it
"""

# Hair colour -> phrases of people; others get "with X hair" and "X-haired ~" by rule.
HAIR = """
blond: with blond hair, blonde ~, blond ~, with blonde hair, with fair hair
black: with black hair, black-haired ~, with dark hair
brown: with brown hair, brown-haired ~, brunette ~
red: with red hair, red-haired ~, redhead ~, ginger ~
grey: with grey hair, with gray hair, grey-haired ~, white-haired ~
pink: with pink hair, pink-haired ~, whose hair is pink, with hair dyed pink
"""

# Setting -> phrases that follow the noun; the first words of each are a preposition. After a bar, nouns for the place alone.
SETTINGS = """
beach: on the beach, at the beach, on a sandy beach, by the sea, at the seaside, on the sand, on the shore | beach, seaside, sandy beach, shore, coast
forest: in the forest, in the woods, among the trees, in a wood, between trees | forest, woods, woodland, wood
mountains: in the mountains, in front of mountains, before a mountain range, in the alps, with mountains behind | mountains, mountain range, alps, peaks, mountain landscape
desert: in the desert, among sand dunes, in the dunes, in the sahara | desert, sand dunes, dunes, sahara
meadow: in a meadow, on the grass, in the grass, on a green meadow, on a hill, in a flowery meadow | meadow, grassland, green hills, grassy hills
field: in a field, in the fields, on farmland, in a wheat field | field, farmland, wheat field, fields
city street: on a city street, in the city, in the street, in town, on the street, downtown, on the pavement | city street, street, road in town, town street, avenue
snowy street: on a snowy street, in a street full of snow, on a winter street, in a snowed-in town, in a snow-covered street | snowy street, street in the snow, winter street, snow-covered street, street in winter
park: in the park, in a park, in a city park | park, city park
garden: in the garden, in a garden, in the backyard, among flower beds | garden, backyard, flower garden
lake: by a lake, at the lake, on the lake shore, at the lakeside | lake, lakeside, pond
harbour: in the harbour, at the harbor, in port, at the quay, in the marina, at the docks | harbour, harbor, port, marina, docks
open sea: at sea, on the ocean, on the open sea, out at sea, on the waves, in the sea | sea, ocean, open sea, open water
river: by the river, at the river, on the riverside | river, stream, riverside
under water: under water, underwater, in the deep sea, beneath the sea, at the bottom of the sea, below the surface | underwater world, under water, underwater, bottom of the sea, deep sea, coral reef
outer space: in outer space, in space, among the stars, in the universe, in the cosmos | outer space, space, universe, cosmos, stars
in the sky: in the sky, above the clouds, among the clouds, in the clouds, high in the air | sky, clouds, above the clouds
living room: in the living room, in a room, indoors, at home, in the lounge, inside a house | living room, lounge, sitting room
kitchen: in the kitchen, in a kitchen, on a kitchen counter | kitchen
bedroom: in the bedroom, in a bedroom | bedroom
library: in the library, in front of bookshelves, among books, before shelves of books | library, shelves of books
dark stairwell: in a dark stairwell, on dark stairs, in a staircase, at the foot of the stairs, on the stairs | dark stairwell, stairwell, staircase, dark stairs, stairs, dark staircase
stage: on stage, on a stage, in the spotlight, in a theater, in the theatre | stage, theatre stage, theater
table: on a table, on the table, on a wooden table, on a tabletop | table top, tabletop
plain: on a plain background, in a studio, in front of a wall, against a plain backdrop, isolated | plain background, studio backdrop
road: on a road, on a country road, on the road, on a highway | road, country road, highway
snowy field: in the snow, in a snowy field, in a winter landscape, on snow, in deep snow | snowy field, snow, winter landscape, snowy landscape
waterfall: at a waterfall, in front of a waterfall, by a waterfall | waterfall, cascade
cave: in a cave, inside a cavern | cave, cavern
playground: on a playground, at the playground | playground
market: at the market, at a market stall | market, marketplace
sports field: on a sports field, on a pitch, on a football field | sports field, pitch, football field
classroom: in a classroom, at school, in front of a blackboard | classroom, school
farmyard: in the farmyard, on a farm, at the farm | farmyard, farm
city skyline: in front of a city skyline, before skyscrapers, on a rooftop, above the city | city skyline, skyline, skyscrapers, city
castle ruins: at castle ruins, in front of ruins | castle ruins, ruins
christmas room: in front of a christmas tree
"""

TIMES = """
day: by day, in daylight, during the day, at noon, in broad daylight, in the daytime
sunset: at sunset, at dusk, in the evening, at sundown, in the evening light, at dawn, at sunrise
night: at night, by night, in the dark, at nighttime, after dark, under the stars, in the moonlight, late at night
"""
TIME_NOUNS = """
day: daytime, daylight
sunset: sunset, dusk, evening, sunrise, sundown
night: night, nighttime
"""

WEATHERS = """
clear: in the sunshine, on a sunny day, under a blue sky, in fine weather, in clear weather
cloudy: under a cloudy sky, on a cloudy day, with clouds, on a grey day, under an overcast sky
rain: in the rain, on a rainy day, in rainy weather, while it rains, in a shower, in the pouring rain
snow: in the snow, while it snows, on a snowy day, in winter, in falling snow, in wintertime
fog: in the fog, in the mist, on a foggy day, in misty weather, in haze
"""
WEATHER_NOUNS = """
clear: sunshine, sunny day, blue sky
cloudy: cloudy sky, clouds, overcast sky
rain: rain, rainy day, rainy weather
snow: snow, snowfall, winter, snowy day
fog: fog, mist, foggy day
"""

NUMBERS = {1: ("one", "a single", "a lone", "exactly one", "1", "only one", "just one"), 2: ("two", "a pair of", "2", "a couple of"),
           3: ("three", "3", "a group of three", "a trio of")}
MANY = ("some", "several", "several", "a few", "many", "a group of", "")  # two or more

# What people put around a query; the model learns that it changes nothing.
OPENINGS = ("a photo of", "photo of", "picture of", "a picture of", "an image of", "image of", "a picture showing", "a drawing of", "show me", "find",
            "find me", "search for", "looking for", "i am looking for", "where is", "where is the picture with", "there is", "here is", "we see",
            "an illustration of", "a painting of", "a snapshot of", "pictures of", "photos of", "images with", "the one with", "the picture with",
            "that photo where there is", "can you find", "i want to see", "do we have", "a shot of", "any pictures of", "my photo of", "a scene with",
            "something with", "please show", "the photo where you see", "give me", "let me see", "a view of", "a nice picture of", "the one of")
CLOSINGS = ("please", "thanks", "thank you", "photo", "picture", "pic", "image", "from last year", "i think", "maybe", "somewhere", "in the picture",
            "in the photo", "you know", "or so", "if possible", "for me", "from our holiday", "again", "drawing", "illustration", "wallpaper", "pls")
ADJECTIVES = ("nice", "beautiful", "cute", "lovely", "pretty", "funny", "little", "big", "great", "wonderful", "colourful", "happy", "old", "new",
              "real", "typical", "amazing", "sweet", "cool", "my", "our", "that", "this", "very nice", "charming", "small", "large", "tiny", "good")
ADVERBS = ("happily", "just", "quietly", "really", "quite", "very", "alone", "there", "now", "all day", "right now", "outside", "together", "still")
