using System.Numerics.Tensors;
using ClipSearch.Core.Embeddings;
using ClipSearch.Core.Imaging;
using ClipSearch.Core.Imaging.Metadata;
using ClipSearch.Core.Library;
using ClipSearch.Core.Library.Import;
using ClipSearch.Core.Library.Storage;

namespace ClipSearch.Benchmarks;

/// <summary>Generates photos. Their metadata, signatures and embeddings are derived from their number.</summary>
internal static class MadeUpPhotos
{
    /// <summary>
    /// The number of photos per cluster. Embeddings of real images form clusters, which vary in far fewer directions than there are
    /// dimensions. On vectors without structure HNSW has a low recall.
    /// </summary>
    private const int PhotosPerCluster = 50;

    private const int Directions = 48;

    /// <summary>One photo in this number looks like the photo before it.</summary>
    public const int PhotosPerDuplicate = 20;

    private static float[][]? s_basis;

    private static readonly string[] s_cameras = ["Canon EOS 5D", "Canon EOS R6", "NIKON D750", "SONY ILCE-7M3", "FUJIFILM X-T3", "Apple iPhone 12", "Apple iPhone 15", "Google Pixel 7"];
    private static readonly string[] s_formats = ["jpeg", "jpeg", "jpeg", "jpeg", "jpeg", "jpeg", "jpeg", "heic", "png", "webp"];

    /// <summary>A description of the distribution of the embeddings, to print with the figures.</summary>
    public static string Shape => $"{Directions} directions, clusters of {PhotosPerCluster}";

    /// <summary>Returns the time when a photo was taken: one per hour, cluster by cluster.</summary>
    public static DateTime TakenAt(int number) => new DateTime(2010, 1, 1).AddHours(number);

    /// <summary>Creates a photo as the sync would import it.</summary>
    public static NewPhoto Photo(int number, PhotoFile file, int dimensions) => Photo(number, file, Embed(number, dimensions));

    /// <summary>Creates a photo with the given embedding, as the sync would import it.</summary>
    public static NewPhoto Photo(int number, PhotoFile file, Embedding embedding)
    {
        var random = new Random(2_000_000 + number);
        var placeholder = new byte[118];
        random.NextBytes(placeholder);
        var (width, height) = random.Next(4) == 0 ? (3024, 4032) : (4032, 3024);
        var header = new ImageHeader(width, height, s_formats[random.Next(s_formats.Length)])
        {
            Exif = new ExifFacts(TakenAt(number), TimeSpan.FromHours(1), s_cameras[random.Next(s_cameras.Length)], null, 47.5, 8.7),
        };
        return new NewPhoto(file.Path, file.Bytes, file.ModifiedTicks, Convert.FromHexString($"{number:X64}"), header, embedding)
        {
            Placeholder = placeholder,
            Signature = MakeSignature(number),
        };
    }

    /// <summary>Creates an embedding with the distribution of real images.</summary>
    public static Embedding Embed(int number, int dimensions)
    {
        var centre = new Random(number / PhotosPerCluster);
        var own = new Random(1_000_000 + number);
        var latent = Enumerable.Range(0, Directions).Select(_ => (float)(centre.NextDouble() - 0.5 + (0.6 * (own.NextDouble() - 0.5)))).ToArray();
        var basis = Basis(dimensions);
        // The constant is the direction that all images share. Two images have a cosine similarity of about 0.5, as in CLIP.
        return Embedding.Normalize([.. basis.Select(row => 0.35f + TensorPrimitives.Dot(row, latent))]);
    }

    /// <summary>
    /// Creates the signature of an image of random cells. One photo in <see cref="PhotosPerDuplicate"/> has the signature of the next.
    /// </summary>
    private static ImageSignature MakeSignature(int number)
    {
        const int Edge = 8;
        using var image = new DecodedImage(new PixelBuffer(Edge, Edge), new ImageHeader(Edge, Edge, "jpeg"));
        new Random(number % PhotosPerDuplicate == 0 ? number + 1 : number).NextBytes(image.Buffer.Span);
        return ImageSignature.Of(image);
    }

    private static float[][] Basis(int dimensions)
    {
        if (s_basis is null || s_basis.Length != dimensions)
        {
            var random = new Random(7);
            s_basis = [.. Enumerable.Range(0, dimensions).Select(_ => Enumerable.Range(0, Directions).Select(_ => (float)((random.NextDouble() - 0.5) * 0.6)).ToArray())];
        }

        return s_basis;
    }
}
