using System.Runtime.CompilerServices;
using ClipSearch.Core.Data;
using ClipSearch.Core.Imaging;
using ClipSearch.Core.Imaging.Decoding;
using ClipSearch.Core.Imaging.Preprocessing;
using ClipSearch.Core.Library.Storage;
using ClipSearch.Core.Models;

namespace ClipSearch.Core.Search;

/// <summary>Reads a sample of the library's photos as the image encoder sees them.</summary>
public sealed class PhotoSample(Database database, PhotoStorage storage, ImageDecoders decoders, ActiveModel model)
{
    /// <summary>
    /// Returns the paths of a sample of the photos, one for each image; videos are left out. The sample is pseudo-random and stays the same until
    /// the library changes.
    /// </summary>
    /// <param name="max">The maximum number of paths.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <exception cref="DatabaseUnavailableException">The database is not available.</exception>
    public async Task<IReadOnlyList<string>> PathsAsync(int max, CancellationToken cancellationToken) => await database.ListAsync(
        $"""
        WITH drawn AS (SELECT id FROM images WHERE duration_ms IS NULL ORDER BY hashint8(id), id LIMIT {(long)max})
        SELECT min(path) FROM drawn JOIN photos ON image_id = drawn.id GROUP BY drawn.id ORDER BY hashint8(drawn.id), drawn.id
        """,
        row => row.Next<string>(),
        cancellationToken);

    /// <summary>Reads and crops photos, one at a time. Those that cannot be read are left out.</summary>
    /// <param name="paths">The absolute paths.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <returns>The pixels of each, as <see cref="ImagePreprocessor.Normalise"/> expects them.</returns>
    public async IAsyncEnumerable<byte[]> CropsAsync(IReadOnlyList<string> paths, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var request = new DecodeRequest { Crop = model.Folder.Config.Pixels.Crop };
        foreach (var path in paths)
        {
            byte[] crop;
            try
            {
                using var file = await storage.Of(path).ReadAsync(path, cancellationToken);
                crop = (await decoders.DecodeAsync(file, request, cancellationToken)).Crop!;
            }
            catch (Exception e) when (e is ImageException or IOException)
            {
                continue;
            }

            yield return crop;
        }
    }
}
