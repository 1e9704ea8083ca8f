using System.Text.Json;
using System.Text.Json.Serialization;
using ClipSearch.Core.Tokens.Clip;
using ClipSearch.Tests.Fixtures;

namespace ClipSearch.Tests.Tokens.Clip;

public sealed class ClipTokenizerTests
{
    private static readonly ClipTokenizer Tiny = Load(TestFiles.TinyModel, 77);

    [Fact]
    public void Ids_equal_the_reference_on_our_own_vocabulary() =>
        AssertGolden(Tiny, TestFiles.Golden("tiny-tokens.json"));

    [Fact]
    public void Ids_equal_the_reference_on_the_vocabulary_of_CLIP() =>
        AssertGolden(Load(TestFiles.Shared("clip-vocab"), 77), TestFiles.Shared("golden/tokens.json"));

    [Fact]
    public void Random_texts_equal_the_straightforward_algorithm_on_our_own_vocabulary() =>
        AssertStraightforward(TestFiles.TinyModel);

    [Fact]
    public void Random_texts_equal_the_straightforward_algorithm_on_the_vocabulary_of_CLIP() =>
        AssertStraightforward(TestFiles.Shared("clip-vocab"));

    [Theory]
    [InlineData("a photo of a cat", 1)]
    [InlineData("man jumping over a red car at sunset", 1)]
    [InlineData("Große Küche, 3 Stühle", 1)]
    [InlineData("lighthouse ", 40)]
    public void A_text_allocates_little_more_than_its_ids(string part, int times)
    {
        var text = string.Concat(Enumerable.Repeat(part, times));
        Tiny.Tokenize(text);
        var before = GC.GetAllocatedBytesForCurrentThread();
        var ids = Tiny.Tokenize(text).Ids;
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        // 24 B are the array's header. Code that the JIT has not optimized yet allocates 96 B more.
        Assert.InRange(allocated, 0, (ids.Length * sizeof(int)) + 192);
    }

    [Theory]
    [InlineData("a")]
    [InlineData("あ")]
    [InlineData("!")]
    [InlineData("ab")]
    [InlineData("1")]
    [InlineData("a 1'!")]
    [InlineData("\ud83d")]
    [InlineData("Σ.")]
    public void A_text_of_a_megabyte_is_tokenized_and_truncated(string part)
    {
        var text = string.Concat(Enumerable.Repeat(part, 1_000_000 / part.Length));

        var tokens = Tiny.Tokenize(text);

        Assert.Equal(77, tokens.Ids.Length);
        Assert.Equal(Tiny.EndOfTextId, tokens.Ids[^1]);
        Assert.True(tokens.Truncated);
    }

    [Fact]
    public void A_text_of_exactly_the_context_length_is_not_truncated()
    {
        Assert.False(Tiny.Tokenize(string.Concat(Enumerable.Repeat("7", 75))).Truncated);
        var cut = Tiny.Tokenize(string.Concat(Enumerable.Repeat("7", 76)));
        Assert.True(cut.Truncated);
        Assert.Equal(77, cut.Ids.Length);
    }

    [Fact]
    public void Composed_and_decomposed_letters_are_the_same() =>
        Assert.Equal(Tiny.Tokenize("caf\u00e9").Ids, Tiny.Tokenize("cafe\u0301").Ids);

    [Fact]
    public void Lower_case_is_the_full_mapping_of_Unicode()
    {
        Assert.Equal(Tiny.Tokenize("ασ").Ids, Tiny.Tokenize("ΑΣ").Ids);
        Assert.Equal(Tiny.Tokenize("i\u0307stanbul").Ids, Tiny.Tokenize("İstanbul").Ids);
    }

    [Fact]
    public void Letters_outside_the_basic_multilingual_plane_are_letters() =>
        // Without the space it is one word, so "a" is not the end of a word.
        Assert.NotEqual(Tiny.Tokenize("a 𠀀").Ids, Tiny.Tokenize("a𠀀").Ids);

    [Theory]
    [InlineData("<|startoftext|>", "has no entry <|startoftext|>; it is not a CLIP vocabulary.")]
    [InlineData("<|endoftext|>", "has no entry <|endoftext|>; it is not a CLIP vocabulary.")]
    [InlineData("a", "has no entry for byte 97; it is not a byte-level vocabulary.")]
    [InlineData("a</w>", "has no entry for byte 97; it is not a byte-level vocabulary.")]
    public void A_vocabulary_without_a_required_token_is_refused(string token, string message)
    {
        var vocabulary = JsonSerializer.Deserialize<Dictionary<string, int>>(File.ReadAllText(Path.Combine(TestFiles.TinyModel, "vocab.json")))!;
        Assert.True(vocabulary.Remove(token));

        AssertRefused(JsonSerializer.Serialize(vocabulary), File.ReadAllText(Path.Combine(TestFiles.TinyModel, "merges.txt")), "vocab.json", message);
    }

    [Theory]
    [InlineData("", "is not a JSON object that maps tokens to ids")]
    [InlineData("[1, 2", "is not a JSON object that maps tokens to ids")]
    [InlineData("null", "is empty; it must be a JSON object")]
    public void A_vocabulary_that_is_not_a_JSON_object_is_refused(string vocabulary, string message) => AssertRefused(vocabulary, "", "vocab.json", message);

    [Theory]
    [InlineData("#version: 0.2\na b c\n", 2)]
    [InlineData("#version: 0.2\n\nab\n", 3)]
    [InlineData("\u4e00 a\n", 1)]
    public void A_merge_of_unknown_symbols_is_refused_with_its_line(string merges, int line) =>
        AssertRefused(File.ReadAllText(Path.Combine(TestFiles.TinyModel, "vocab.json")), merges, "merges.txt", $", line {line}: must be two symbols");

    private static void AssertRefused(string vocabulary, string merges, string file, string message)
    {
        var folder = Directory.CreateTempSubdirectory("clipsearch-vocab");
        try
        {
            File.WriteAllText(Path.Combine(folder.FullName, "vocab.json"), vocabulary);
            File.WriteAllText(Path.Combine(folder.FullName, "merges.txt"), merges);

            var error = Assert.Throws<InvalidDataException>(() => Load(folder.FullName, 77));

            Assert.Contains(Path.Combine(folder.FullName, file), error.Message, StringComparison.Ordinal);
            Assert.Contains(message, error.Message, StringComparison.Ordinal);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static ClipTokenizer Load(string folder, int contextLength) =>
        ClipTokenizer.Load(Path.Combine(folder, "vocab.json"), Path.Combine(folder, "merges.txt"), contextLength);

    private static void AssertGolden(ClipTokenizer tokenizer, string path)
    {
        var texts = JsonSerializer.Deserialize<GoldenText[]>(File.ReadAllText(path))!;
        Assert.NotEmpty(texts);
        Assert.All(texts, text => Assert.Equal(text.Ids, tokenizer.Tokenize(text.Text).Ids));
    }

    private static void AssertStraightforward(string folder)
    {
        var expected = new StraightforwardTokenizer(folder);
        var (all, cut) = (Load(folder, 4096), Load(folder, 16));
        foreach (var text in RandomTexts.Of(seed: 1, count: 3000))
        {
            var ids = expected.Encode(text);
            Assert.Equal(ids, all.Tokenize(text).Ids[1..^1]);
            var tokens = cut.Tokenize(text);
            Assert.Equal(ids.Take(14), tokens.Ids[1..^1]);
            Assert.Equal(ids.Length > 14, tokens.Truncated);
        }
    }

    private sealed record GoldenText([property: JsonPropertyName("text")] string Text, [property: JsonPropertyName("ids")] int[] Ids);
}
