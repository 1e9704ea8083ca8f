using System.Runtime.InteropServices;
using ClipSearch.Core.Data;
using ClipSearch.Core.Embeddings;
using ClipSearch.Core.Embeddings.Forms;
using ClipSearch.Core.Library;
using ClipSearch.Core.Library.Sync;
using ClipSearch.Core.Models;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ClipSearch.Core.Search;

/// <summary>
/// Creates the faster forms of a model's encoders after its first start, compares those in 8 bits with fp32, and puts the best into use. Until
/// then, and if it fails, the original is used.
/// </summary>
public sealed partial class EncoderPreparation(
    ActiveModel model, EncoderForms forms, RewriteCommand rewrite, QueryEncoder encoder, EmbeddingIndex embeddings, PhotoSample sample, LibrarySync sync, WarmUp warmUp,
    ILogger<EncoderPreparation> logger) : BackgroundService
{
    /// <summary>The maximum number of photos with which the encoders are compared.</summary>
    private const int MaxPhotos = 500;

    /// <summary>The interval at which the photos are counted during the first import.</summary>
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Completes, never with an error, when the best forms are in use.</summary>
    public Task Ended => _ended.Task;

    /// <summary>
    /// Creates the forms of a model in this process, and compares the text encoder in 8 bits with fp32 on texts alone. The image encoder in 8
    /// bits needs photos.
    /// </summary>
    /// <exception cref="ModelException">An encoder cannot be loaded or run.</exception>
    /// <exception cref="IOException">The forms cannot be stored.</exception>
    public static void Prepare(ModelFolder folder, EncoderForms forms)
    {
        EncoderRewrite.RunWhereNeeded(folder, forms);
        if (forms.Lacks8Bits(EncoderKind.Text) is { } lacking)
            Quantisation.Run(new TextSamples(folder, photos: []), lacking);
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await Task.WhenAll(warmUp.Ended, encoder.Loaded).WaitAsync(stoppingToken);
            await RewriteAsync(stoppingToken);
            await QuantiseTextsAsync(stoppingToken);
            var best = forms.Best(EncoderKind.Text);
            if (best != encoder.File)
                await encoder.ReplaceAsync(best, stoppingToken);
            await QuantiseImagesAsync(stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The next start continues.
        }
        catch (Exception e) when (e is ModelException or DatabaseUnavailableException or DatabaseUnusableException or IOException or UnauthorizedAccessException)
        {
            LogFailed(logger, model.Name, e.Message);
        }
        catch (Exception e)
        {
            LogUnexpected(logger, model.Name, e);
        }
        finally
        {
            _ended.TrySetResult();
        }
    }

    private async Task RewriteAsync(CancellationToken cancellationToken)
    {
        foreach (var kind in Enum.GetValues<EncoderKind>().Where(forms.NeedsForms))
        {
            await rewrite.RewriteAsync(model.Folder, kind, forms.CreateFolder(), cancellationToken);
            forms.NoteChange();
        }
    }

    /// <summary>Creates the text encoder in 8 bits, unless that has been done or the setting does not allow it.</summary>
    private async Task QuantiseTextsAsync(CancellationToken cancellationToken)
    {
        if (forms.Lacks8Bits(EncoderKind.Text) is not { } folder)
            return;
        var photos = await embeddings.SampleAsync(MaxPhotos, cancellationToken);
        await QuantiseAsync(EncoderKind.Text, folder, photos.ToAsyncEnumerable().Select(photo => MemoryMarshal.AsBytes(photo.Values.Span).ToArray()), cancellationToken);
    }

    /// <summary>Creates the image encoder in 8 bits as soon as there are photos, unless that has been done or the setting does not allow it.</summary>
    private async Task QuantiseImagesAsync(CancellationToken cancellationToken)
    {
        if (forms.Lacks8Bits(EncoderKind.Image) is not { } folder)
            return;
        var paths = await PhotosAsync(cancellationToken);
        await QuantiseAsync(EncoderKind.Image, folder, sample.CropsAsync(paths, cancellationToken), cancellationToken);
    }

    private async Task QuantiseAsync(EncoderKind kind, string folder, IAsyncEnumerable<byte[]> samples, CancellationToken cancellationToken)
    {
        await rewrite.QuantiseAsync(model.Folder, kind, folder, samples, cancellationToken);
        forms.NoteChange();
        var form = forms.Describe(kind);
        LogForm(logger, kind, model.Name, form);
    }

    /// <summary>Waits for the photos of a comparison: as many as needed while photos are imported, and fewer once a scan has ended.</summary>
    private async Task<IReadOnlyList<string>> PhotosAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            // Read first, so that no scan ends unnoticed while the photos are counted.
            var (isDone, ended) = (sync.IsDone, sync.Ended);
            var paths = await TrySampleAsync(cancellationToken);
            if (paths.Count >= (isDone ? EncoderSamples.MinPhotos : MaxPhotos))
                return paths;
            await ended.WaitAsync(isDone ? Timeout.InfiniteTimeSpan : Interval, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            cancellationToken.ThrowIfCancellationRequested();
        }
    }

    private async Task<IReadOnlyList<string>> TrySampleAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await sample.PathsAsync(MaxPhotos, cancellationToken);
        }
        catch (Exception e) when (e is DatabaseUnavailableException or DatabaseUnusableException)
        {
            // The library's sync reports it, and ends once it is resolved.
            return [];
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "{Encoder} encoder of {Model}: {Form}")]
    private static partial void LogForm(ILogger logger, EncoderKind encoder, string model, string form);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The encoders of {Model} could not be made faster, so the present ones are used: {Reason}")]
    private static partial void LogFailed(ILogger logger, string model, string reason);

    [LoggerMessage(Level = LogLevel.Error, Message = "The encoders of {Model} could not be made faster, so the present ones are used")]
    private static partial void LogUnexpected(ILogger logger, string model, Exception exception);
}
