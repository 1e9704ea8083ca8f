namespace ClipSearch.Web.Components;

/// <summary>The link to the photos that follow.</summary>
/// <param name="Next">Their address; null at the end.</param>
/// <param name="List">The id of the list that htmx adds them to; null where the link leads to a page of their own.</param>
/// <param name="Shown">The address of the page once they are added; null where it does not change.</param>
public sealed record MorePhotosView(string? Next, string? List, string? Shown = null);
