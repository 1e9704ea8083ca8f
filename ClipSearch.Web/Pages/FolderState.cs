namespace ClipSearch.Web.Pages;

/// <summary>A folder of PHOTOS_DIR on the library page.</summary>
/// <param name="Path">Its absolute path; its name for users who may not see details.</param>
/// <param name="Address">The URL of its page; null while it has no photos.</param>
/// <param name="Photos">The number of its photos in the library.</param>
/// <param name="Reason">Why it is not scanned, so that its photos are kept unchanged; null if it is scanned.</param>
public sealed record FolderState(string Path, string? Address, long Photos, string? Reason);
