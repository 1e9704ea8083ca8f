using ClipSearch.Core.Search;

namespace ClipSearch.Tests.Search;

public sealed class QueryWordsTests
{
    [Theory]
    [InlineData("beach", "beach")]
    [InlineData("  beach  at dawn ", "beach  at dawn")]
    [InlineData("t-shirt", "t-shirt")]
    [InlineData("a - b", "a - b")]
    [InlineData("-", "-")]
    [InlineData("beach -people", "beach", "people")]
    [InlineData("beach −people", "beach", "people")]
    [InlineData("-people beach –dogs", "beach", "people", "dogs")]
    [InlineData("street -\"parked cars\" at night", "street at night", "parked cars")]
    [InlineData("street -“parked cars", "street", "parked cars")]
    [InlineData("-people", "", "people")]
    [InlineData("cat --dog", "cat --dog")]
    public void Words_after_a_minus_are_unwanted(string text, string wanted, params string[] unwanted)
    {
        var words = QueryWords.Of(text);

        Assert.Equal(wanted, words.Wanted);
        Assert.Equal(unwanted, words.Unwanted);
    }
}
