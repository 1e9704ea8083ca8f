namespace ClipSearch.Web.Pages;

/// <summary>What stands in the search form.</summary>
/// <param name="Text">The text.</param>
/// <param name="Filter">The filter, as it was typed.</param>
public sealed record SearchFormView(string Text, FilterRequest Filter);
