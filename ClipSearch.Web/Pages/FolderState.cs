namespace ClipSearch.Web.Pages;

/// <summary>A folder of PHOTOS_DIR, as the library's page shows it.</summary>
/// <param name="Path">Its absolute path; its name for those who may not see details.</param>
/// <param name="Address">Its page; null while it has no photos.</param>
/// <param name="Photos">How many photos the library has of it.</param>
/// <param name="Reason">Why it is left as the library has it; null if it is looked through.</param>
public sealed record FolderState(string Path, string? Address, long Photos, string? Reason);
