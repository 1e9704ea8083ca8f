namespace ClipSearch.Web.Pages;

/// <summary>The link to the photos that follow.</summary>
/// <param name="Next">Their address; null at the end.</param>
/// <param name="List">The name of the element that they are added to; null where they are a page of their own.</param>
/// <param name="Shown">The address of the page once they are added; null where it stays.</param>
public sealed record MorePhotosView(string? Next, string? List, string? Shown = null);
