using ClipSearch.Core.Index;

namespace ClipSearch.Web.Components;

/// <summary>A folder as the page of folders shows it.</summary>
/// <param name="Name">Its own name.</param>
/// <param name="Path">Where it is: its absolute path for those who may see it, else its name.</param>
/// <param name="Address">Its page.</param>
/// <param name="Photos">How many photos it holds, those of the folders below included.</param>
/// <param name="Cover">The photo that stands for it.</param>
public sealed record FolderCover(string Name, string Path, string Address, long Photos, Photo Cover);
