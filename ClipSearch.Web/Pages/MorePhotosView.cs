namespace ClipSearch.Web.Pages;

/// <summary>The link to the photos that follow.</summary>
/// <param name="Next">Their address; null at the end.</param>
/// <param name="List">The name of the element that they are added to.</param>
public sealed record MorePhotosView(string? Next, string List);
