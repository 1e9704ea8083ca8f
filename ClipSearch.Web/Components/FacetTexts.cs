using ClipSearch.Core.Library.Facets;

namespace ClipSearch.Web.Components;

/// <summary>
/// The texts of facets in the language of the page: <c>Filter_TakenFrom</c> is the label of <c>takenFrom</c>, <c>Filter_TakenFromHint</c> an
/// example, <c>Filter_TakenFromChip</c> a shorter label, and <c>Filter_Landscape</c> the choice <c>landscape</c>.
/// </summary>
internal static class FacetTexts
{
    /// <summary>Returns the label of a facet.</summary>
    public static string Label(Facet facet) => Find(facet.Name, "") ?? facet.Name;

    /// <summary>Returns the label of a facet in a chip.</summary>
    public static string Chip(Facet facet) => Find(facet.Name, "Chip") ?? Label(facet);

    /// <summary>Returns an example of a value; null if there is none.</summary>
    public static string? Hint(Facet facet) => facet.Input == FacetInput.Time ? Texts.Filter_TimeHint : Find(facet.Name, "Hint");

    /// <summary>Returns an entered value as a chip shows it.</summary>
    public static string Value(Facet facet, string text) =>
        facet.Choices.FirstOrDefault(choice => choice.Equals(text, StringComparison.OrdinalIgnoreCase)) is { } choice ? Choice(choice) : text;

    /// <summary>Returns the name of a choice, which is the choice itself where it has no translation.</summary>
    public static string Choice(string choice) => Find(choice, "") ?? choice;

    private static string? Find(string name, string suffix) => Texts.ResourceManager.GetString($"Filter_{char.ToUpperInvariant(name[0])}{name[1..]}{suffix}", Texts.Culture);
}
