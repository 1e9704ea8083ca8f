using System.Text.Json;
using System.Text.Json.Serialization;
using ClipSearch.Core.Embeddings.Clip;
using ClipSearch.Tests.Fixtures;

namespace ClipSearch.Tests.Embeddings.Clip;

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
    [InlineData("a photo of a cat")]
    [InlineData("man jumping over a red car at sunset")]
    [InlineData("Große Küche, 3 Stühle")]
    public void A_short_text_allocates_little_more_than_its_ids(string text)
    {
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

    [Fact]
    public void A_vocabulary_without_the_special_tokens_is_refused_by_name()
    {
        var folder = Directory.CreateTempSubdirectory("clipsearch-vocab");
        try
        {
            var path = Path.Combine(folder.FullName, "vocab.json");
            File.WriteAllText(path, """{"a": 0}""");
            var error = Assert.Throws<InvalidDataException>(() => ClipTokenizer.Load(path, Path.Combine(TestFiles.TinyModel, "merges.txt"), 77));
            Assert.Contains(path, error.Message, StringComparison.Ordinal);

            File.WriteAllText(path, "[1, 2");
            Assert.Contains(path, Assert.Throws<InvalidDataException>(() => ClipTokenizer.Load(path, path, 77)).Message, StringComparison.Ordinal);
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
