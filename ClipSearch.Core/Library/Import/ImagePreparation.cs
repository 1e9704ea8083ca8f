using System.Security.Cryptography;
using ClipSearch.Core.Embeddings;
using ClipSearch.Core.Imaging;
using ClipSearch.Core.Imaging.Decoding;
using ClipSearch.Core.Imaging.Metadata;
using ClipSearch.Core.Library.Storage;
using ClipSearch.Core.Models;
using ClipSearch.Core.Video;

namespace ClipSearch.Core.Library.Import;

/// <summary>
/// Prepares images for the library, both in scans and in uploads: content → hash → decoder process → what the library lacks of the image.
/// As many images are prepared at a time as there are cores: buckets and clients send more at once, and decoding takes memory.
/// </summary>
public sealed class ImagePreparation(PhotoRecords records, ImageDecoders decoders, ActiveModel model) : IDisposable
{
    private readonly SemaphoreSlim _cores = new(Environment.ProcessorCount);

    /// <summary>Prepares an image. It is decoded only if the library lacks something of it.</summary>
    /// <param name="file">The content of the file.</param>
    /// <param name="contentHash">The SHA-256 hash of the content, 32 bytes; null if it is not known yet.</param>
    /// <param name="sidecar">The XMP sidecar of the file; null if there is none.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <exception cref="ImageException">The content is not a valid image.</exception>
    public async Task<PreparedImage> PrepareAsync(ImageFile file, byte[]? contentHash, byte[]? sidecar, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(file);
        await _cores.WaitAsync(cancellationToken);
        try
        {
            return await PrepareAloneAsync(file, contentHash ?? SHA256.HashData(file.Content), sidecar, cancellationToken);
        }
        finally
        {
            _cores.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _cores.Dispose();

    private async Task<PreparedImage> PrepareAloneAsync(ImageFile file, byte[] hash, byte[]? sidecar, CancellationToken cancellationToken)
    {
        var known = await records.FindKnownAsync(hash, cancellationToken);
        var hasAppearance = known is { HasPlaceholder: true, HasSignature: true };
        if (known is { Header: { } header } && hasAppearance && sidecar is null)
            return new PreparedImage(hash, header, null, null, null);
        var request = new DecodeRequest { Crop = known is null ? model.Folder.Config.Pixels.Crop : null, WithAppearance = !hasAppearance, Sidecar = sidecar };
        var parts = await decoders.DecodeAsync(file, request, cancellationToken);
        return new PreparedImage(hash, parts.Header, parts.Placeholder, parts.Signature, parts.Crop) { SidecarDate = parts.SidecarDate, SidecarProblem = parts.SidecarProblem };
    }
}

/// <summary>An image that is ready for the library, except for its embedding.</summary>
/// <param name="ContentHash">The SHA-256 hash of the content, 32 bytes.</param>
/// <param name="Header">The header of the image.</param>
/// <param name="Placeholder">A tiny WebP of the image; null if the library already has it.</param>
/// <param name="Signature">The signature of the image; null if the library already has it.</param>
/// <param name="Crop">The pixels for the image encoder, as <see cref="DecodedParts.Crop"/>; null if the library already has the embedding.</param>
public sealed record PreparedImage(byte[] ContentHash, ImageHeader Header, byte[]? Placeholder, ImageSignature? Signature, byte[]? Crop)
{
    /// <summary>The date in the sidecar of the file; null if there is none.</summary>
    public PhotoDate? SidecarDate { get; init; }

    /// <summary>What is known of a video; null for an image.</summary>
    public VideoFacts? Video { get; init; }

    /// <summary>The pixels of the other frames of a video, as <see cref="Crop"/>; empty if the library already has their embeddings.</summary>
    public IReadOnlyList<byte[]> OtherCrops { get; init; } = [];

    /// <summary>The pixels to embed: one crop of an image, one per frame of a video; empty if the library already has the embeddings.</summary>
    public IEnumerable<byte[]> Crops => Crop is { } crop ? [crop, .. OtherCrops] : [];

    /// <summary>Why the sidecar could not be read, without a full stop; null if it could, or there is none.</summary>
    public string? SidecarProblem { get; init; }

    /// <summary>Returns the photo with this image at a path.</summary>
    /// <param name="file">The file.</param>
    /// <param name="embeddings">The embeddings of the image or of the frames; empty if the library already has them.</param>
    public NewPhoto At(PhotoFile file, params IReadOnlyList<Embedding> embeddings)
    {
        ArgumentNullException.ThrowIfNull(file);
        ArgumentNullException.ThrowIfNull(embeddings);
        return new NewPhoto(file.Path, file.Bytes, file.ModifiedTicks, ContentHash, Header, embeddings.Count == 0 ? null : embeddings[0])
        {
            Video = Video,
            OtherFrames = [.. embeddings.Skip(1)],
            Companions = file.Companions,
            CompanionBytes = file.CompanionBytes,
            Placeholder = Placeholder,
            Signature = Signature,
            ETag = file.ETag,
            ChangedAt = file.ChangedAt,
            SidecarDate = SidecarDate,
            SidecarVersion = file.Sidecar?.Version,
        };
    }
}
