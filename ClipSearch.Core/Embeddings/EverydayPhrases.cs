namespace ClipSearch.Core.Embeddings;

/// <summary>
/// Descriptions of common photos that every model understands: the reference of the threshold and of forms in 8 bits, and the example
/// searches of a library. They are in English, the language of most training texts.
/// </summary>
internal static class EverydayPhrases
{
    /// <summary>The phrases by topic: people, animals, places, food, vehicles, weather and things.</summary>
    public static IReadOnlyList<IReadOnlyList<string>> Topics { get; } =
    [
        ["a smiling face", "a portrait of a woman", "a portrait of a man", "a baby"],
        ["children playing", "a group of friends", "a family at the table", "an old man", "an old woman", "a couple holding hands", "a crowd of people"],
        ["someone dancing", "a man jumping", "someone running", "someone reading a book", "someone sleeping", "someone cooking", "someone riding a bicycle", "someone swimming", "someone skiing", "someone climbing a mountain", "someone playing the guitar", "someone fishing", "someone taking a photo"],
        ["a concert on a stage", "a wedding", "a birthday party", "a graduation", "people at a market", "a football match"],
        ["cat", "a cat on a sofa", "dog", "two dogs"],
        ["a horse", "cows in a meadow", "a bird in a tree", "ducks on the water", "a butterfly on a flower", "a fish under water", "an elephant", "a lion", "a giraffe", "a penguin", "a bear", "a rabbit", "a squirrel", "a parrot", "an owl at night", "sheep", "chickens", "an insect close up"],
        ["the beach", "a sunset over the sea", "waves on the shore"],
        ["mountains", "a snowy mountain", "a forest in autumn", "a path through the woods", "a lake", "a river", "a waterfall", "a desert"],
        ["a meadow of flowers", "a garden", "a field of wheat", "a sunflower", "red roses", "tulips", "a palm tree", "a cactus", "a mushroom", "a christmas tree", "autumn leaves"],
        ["a city skyline", "a city at night", "a narrow street", "a busy street", "a snowy street", "an old town"],
        ["a church", "a castle", "a lighthouse", "a bridge", "a skyscraper", "a ruin", "a farmhouse", "a windmill", "a harbour with boats", "a train station", "an airport", "a museum"],
        ["a living room", "a kitchen", "a bedroom", "a library full of books", "a staircase", "a window with a view"],
        ["a swimming pool", "a playground", "a camping tent", "a campfire"],
        ["a cup of coffee", "a glass of wine", "a pizza", "a cake with candles", "a burger", "ice cream", "a bowl of fruit", "a salad", "bread on a table", "a plate of pasta", "sushi", "strawberries", "a red apple", "cheese"],
        ["a red car", "a sports car", "a yellow taxi", "a bus", "a truck", "a train", "a bicycle", "a motorcycle"],
        ["a sailing boat", "a big ship", "an airplane in the sky", "a helicopter", "a hot air balloon", "a tractor", "a rocket"],
        ["snow", "rain", "an umbrella in the rain", "fog", "lightning", "a rainbow", "clouds"],
        ["a full moon", "stars at night", "outer space", "fireworks", "a sunrise"],
        ["a piano", "a guitar", "a camera", "a laptop on a desk", "a phone", "a clock", "a teddy bear", "toys"],
        ["a pair of shoes", "a red dress", "a hat", "a handbag", "a suitcase"],
        ["a painting on a wall", "a statue", "a sign with letters", "a handwritten note", "a black and white photo", "a screenshot", "a document"],
    ];

    /// <summary>All phrases, topic by topic.</summary>
    public static IReadOnlyList<string> All { get; } = [.. Topics.SelectMany(topic => topic)];
}
