using System.Text;
using ClipSearch.Core.Paths;
using FsCheck;
using FsCheck.Fluent;

namespace ClipSearch.Tests.Paths;

/// <summary>Names that differ in case, accents or the form of Unicode are equal when they are folded.</summary>
public sealed class NameFoldingTests
{
    /// <summary>Letters, marks, invisible characters, separators, lone surrogates and characters beyond U+FFFF, to meet often.</summary>
    private static readonly string[] Parts =
    [
        "a", "Z", "ä", "Å", "\u212B", "\u0301", "\u0308", "\u0323", "ﬁ", "ǅ", "ß", "ẞ", "İ", "ı", "I", "i", "Σ", "σ", "ς", "ᾳ", "Ω", "Đ", "ế", "ệ", "가", "\u1100", "\u1161", "\u11A8", "ㄱ",
        "が", "\u3099", "ｶﾞ", "パ", "أ", "\u064B", "\u0640", "ﷺ", "क", "\u093C", "\u093F", "\u094D", "ก", "\u0E34", "\u0E48", "\u200D", "\u00AD", "\uFE0F", "\u20DD", "℅", "／", "＼", "/", "\\", ".", " ", "\u00A0",
        "\uD83D", "\uDE00", "😀", "𐐀", "𐐨", "\uFFFE", "\uFFFF", "\0", "½", "㍿",
    ];

    private static readonly Arbitrary<string> Names = Gen.OneOf(
        Gen.Elements(Parts).ArrayOf().Select(string.Concat),
        ArbMap.Default.GeneratorFor<char>().ArrayOf().Select(characters => new string(characters))).ToArbitrary();

    [Theory]
    [InlineData("Café Zürich", "Cafe\u0301 Zu\u0308rich")]
    [InlineData("äöü.jpg", "ÄÖÜ.JPG")]
    [InlineData("GÄRTNEREI MÜLLER", "Gärtnerei Müller")]
    [InlineData("muller", "Müller")]
    [InlineData("STRASSE", "Straße")]
    [InlineData("straße", "STRAẞE")]
    [InlineData("ISIK", "ışık")]
    [InlineData("ışık", "IŞIK")]
    [InlineData("istanbul", "İstanbul")]
    [InlineData("ΟΔΥΣΣΕΥΣ", "Οδυσσεύς")]
    [InlineData("Tiếng Việt", "TIE\u0302\u0301NG VIE\u0323\u0302T")]
    [InlineData("da nang", "Đà Nẵng")]
    [InlineData("한국", "\u1112\u1161\u11AB\u1100\u116E\u11A8")]
    [InlineData("がぎぐ", "か\u3099き\u3099く\u3099")]
    [InlineData("ガパ", "ｶﾞﾊﾟ")]
    [InlineData("はは", "ばぱ")]
    [InlineData("محمد", "مُحَمَّد")]
    [InlineData("محمد", "محـــمد")]
    [InlineData("احمد", "أحمد")]
    [InlineData("שלום", "שָׁלוֹם")]
    [InlineData("Ёлка", "елка")]
    [InlineData("file", "ﬁle")]
    [InlineData("Kobenhavn", "København")]
    [InlineData("caesar", "Cæsar")]
    [InlineData("𐐀", "𐐨")]
    [InlineData("a\u200Bb", "ab")]
    public void Names_that_differ_in_case_accents_or_form_are_the_same(string one, string other)
    {
        Assert.Equal(NameFolding.Fold(one), NameFolding.Fold(other));
        Assert.True(NameFolding.AreSame($"/photos/{one}/x.jpg", $"/PHOTOS/{other}/X.jpg"));
    }

    [Theory]
    [InlineData("a", "b")]
    [InlineData("कल", "कुल")]
    [InlineData("กา", "กี")]
    [InlineData("a/b", "ab")]
    [InlineData("c\u2105d", "cc/od")]
    [InlineData("a\uFF0Fb", "a/b")]
    [InlineData("日本", "日木")]
    public void Other_names_are_not_the_same(string one, string other) => Assert.False(NameFolding.AreSame(one, other));

    [Fact]
    public void Each_character_is_folded_once_and_alike_in_both_forms()
    {
        for (var value = 0; value <= 0x10FFFF; value++)
        {
            if (!Rune.TryCreate(value, out var rune))
                continue;
            var folded = NameFolding.Fold(rune.ToString());
            Assert.True(folded == NameFolding.Fold(folded), $"U+{value:X4} becomes {folded}, and that {NameFolding.Fold(folded)}.");
            Assert.True(folded == NameFolding.Fold(Form(rune.ToString(), NormalizationForm.FormD)), $"U+{value:X4} in NFD");
            Assert.True(folded == NameFolding.Fold(Form(rune.ToString(), NormalizationForm.FormC)), $"U+{value:X4} in NFC");
            // The upper case of the iota below a letter is a letter.
            if (value == 0x0345)
                continue;
            Assert.True(folded == NameFolding.Fold(Rune.ToUpperInvariant(rune).ToString()), $"U+{value:X4} in upper case");
            Assert.True(folded == NameFolding.Fold(Rune.ToLowerInvariant(rune).ToString()), $"U+{value:X4} in lower case");
        }
    }

    [Fact]
    public void A_folded_name_stays_as_it_is() => Check(name => NameFolding.Fold(NameFolding.Fold(name)) == NameFolding.Fold(name));

    [Fact]
    public void A_folded_path_stays_as_it_is() => Check(name => NameFolding.FoldPath(NameFolding.FoldPath(name)) == NameFolding.FoldPath(name));

    [Fact]
    public void Composed_and_decomposed_names_are_the_same() => Check(name =>
    {
        var valid = Valid(name).Replace('\uFFFE', '\uFFFD');
        return NameFolding.Fold(valid.Normalize(NormalizationForm.FormC)) == NameFolding.Fold(valid)
            && NameFolding.Fold(valid.Normalize(NormalizationForm.FormD)) == NameFolding.Fold(valid);
    });

    [Fact]
    public void A_folded_path_has_the_separators_of_the_path() => Check(name =>
        NameFolding.FoldPath(name).Where(IsSeparator).SequenceEqual(name.Where(IsSeparator)));

    [Fact]
    public void Each_part_of_a_path_is_folded_by_itself() => Check(name =>
        NameFolding.FoldPath($"/a/{name}").StartsWith(NameFolding.FoldPath("/a/"), StringComparison.Ordinal)
        && NameFolding.FoldPath($"{name}/b.jpg").EndsWith("/b.jpg", StringComparison.Ordinal));

    [Fact]
    public void Keys_fit_into_an_index_and_are_valid() => Check(name =>
    {
        var path = string.Concat(Enumerable.Repeat($"/{name}ﷺ", 100));
        return IsValid(NameFolding.KeyOfPath(path)) && IsValid(NameFolding.KeyOfName(path));

        static bool IsValid(string key) => Encoding.UTF8.GetByteCount(key) <= NameFolding.MaxKeyBytes && Valid(key) == key;
    });

    private static void Check(Func<string, bool> property) => Prop.ForAll(Names, property).Check(Config.QuickThrowOnFailure.WithMaxTest(3000));

    private static bool IsSeparator(char character) => character is '/' or '\\';

    private static string Valid(string text) => string.Concat(text.EnumerateRunes().Select(rune => rune.ToString()));

    private static string Form(string text, NormalizationForm form) => text == "\uFFFE" ? text : text.Normalize(form);
}
