namespace ClipSearch.Core.Index;

/// <summary>A photo of the library.</summary>
/// <param name="Id">Its number, kept while the file stays at its path.</param>
/// <param name="Path">The file's absolute path.</param>
/// <param name="Width">Pixels across, upright.</param>
/// <param name="Height">Pixels down, upright.</param>
/// <param name="ContentHash">SHA-256 of the file, 64 lower-case hexadecimal digits.</param>
public sealed record Photo(long Id, string Path, int Width, int Height, string ContentHash);
