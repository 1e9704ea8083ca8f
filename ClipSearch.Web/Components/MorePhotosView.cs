namespace ClipSearch.Web.Components;

/// <summary>The link to the next photos.</summary>
/// <param name="Next">Their URL; null on the last page.</param>
/// <param name="List">The id of the list that htmx appends them to; null if the link leads to a separate page.</param>
/// <param name="Shown">The page's URL after they are appended; null if it does not change.</param>
public sealed record MorePhotosView(string? Next, string? List, string? Shown = null);
