using ClipSearch.Core.Library;

namespace ClipSearch.Web.Components;

/// <summary>A folder on the page of folders.</summary>
/// <param name="Name">Its own name.</param>
/// <param name="Path">Its absolute path for users who may see it, otherwise its name.</param>
/// <param name="Address">The URL of its page.</param>
/// <param name="Photos">The number of photos in it and its subfolders.</param>
/// <param name="Cover">The photo that represents it.</param>
public sealed record FolderCover(string Name, string Path, string Address, long Photos, Photo Cover);
