using ClipSearch.Core.Imaging;
using ClipSearch.Core.Imaging.Metadata;
using ClipSearch.Core.Library.Import;
using ClipSearch.Tests.Fixtures;

namespace ClipSearch.Tests.Library;

/// <summary>Adds photos without files to a library, for tests that only need database rows.</summary>
internal static class LibraryRows
{
    /// <summary>Adds photos in this order, each with its own image.</summary>
    public static Task PutAsync(TestLibrary library, params IEnumerable<(string Path, DateTime Taken, string Format)> photos) => library.Records.PutAsync(
        [
            .. photos.Select((photo, i) => new NewPhoto(
                photo.Path, 1, 1, Convert.FromHexString($"{i + 1:X64}"),
                new ImageHeader(3, 2, photo.Format) { Exif = ExifFacts.None with { TakenAt = photo.Taken } }, null)),
        ],
        TestContext.Current.CancellationToken);

    /// <summary>Adds photos that only differ in their paths.</summary>
    public static Task PutAsync(TestLibrary library, params IEnumerable<string> paths) =>
        PutAsync(library, paths.Select(path => (path, new DateTime(2024, 5, 1), "jpeg")));
}
