using ClipSearch.Core.Data;
using ClipSearch.Core.Embeddings;
using ClipSearch.Core.Embeddings.Forms;
using ClipSearch.Core.Library;
using ClipSearch.Core.Models;
using ClipSearch.Core.Search.Scores;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ClipSearch.Core.Search;

/// <summary>
/// Creates the faster forms of a model's encoders after its first start, compares the text encoder in 8 bits with fp32, and puts the best form
/// into use. Until then, and if it fails, the original is used.
/// </summary>
public sealed partial class EncoderPreparation(
    ActiveModel model, EncoderForms forms, RewriteCommand rewrite, QueryEncoder encoder, EmbeddingIndex embeddings, WarmUp warmUp, ILogger<EncoderPreparation> logger) : BackgroundService
{
    /// <summary>The number of texts that are compared.</summary>
    private const int Texts = 200;

    /// <summary>The maximum number of photos among which the nearest of a text are searched.</summary>
    private const int MaxPhotos = 500;

    /// <summary>With fewer photos, the nearest of a text are searched among the other texts.</summary>
    private const int MinPhotos = 50;

    /// <summary>The number of texts embedded at once. A concurrent search waits for that many.</summary>
    private const int TextsAtOnce = 8;

    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Completes, never with an error, when the best forms are in use.</summary>
    public Task Ended => _ended.Task;

    /// <summary>Creates the forms of a model in this process, and compares the text encoder in 8 bits with fp32 on texts alone.</summary>
    /// <exception cref="ModelException">An encoder cannot be loaded or run.</exception>
    /// <exception cref="IOException">The forms cannot be stored.</exception>
    public static void Prepare(ModelFolder folder, EncoderForms forms)
    {
        foreach (var kind in Enum.GetValues<EncoderKind>().Where(forms.NeedsForms))
            EncoderRewrite.Run(folder, kind, forms.CreateFolder());
        if (forms.Candidate(EncoderKind.Text) is not { } candidate)
            return;
        var texts = SampleTexts();
        using var full = TextEncoder.Load(folder, forms.Best(EncoderKind.Text));
        using var eightBits = TextEncoder.Load(folder, candidate);
        Embedding[] expected = [.. texts.Select(full.Encode)];
        forms.Put(EncoderKind.Text, FormAgreement.Of(expected, [.. texts.Select(eightBits.Encode)], expected));
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await Task.WhenAll(warmUp.Ended, encoder.Loaded).WaitAsync(stoppingToken);
            foreach (var kind in Enum.GetValues<EncoderKind>())
            {
                if (forms.NeedsForms(kind))
                    await rewrite.RunAsync(model.Folder, kind, forms.CreateFolder(), stoppingToken);
            }

            await CompareTextsAsync(stoppingToken);
            var best = forms.Best(EncoderKind.Text);
            if (best != encoder.File)
                await encoder.ReplaceAsync(best, stoppingToken);
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

    /// <summary>Compares the text encoder in 8 bits with fp32, unless that has been done.</summary>
    private async Task CompareTextsAsync(CancellationToken cancellationToken)
    {
        if (!forms.Allows8Bits(EncoderKind.Text) || forms.Candidate(EncoderKind.Text) is not { } candidate)
            return;
        var texts = SampleTexts();
        var expected = new List<Embedding>(texts.Count);
        foreach (var some in texts.Chunk(TextsAtOnce))
            expected.AddRange((await Task.WhenAll(some.Select(text => encoder.EncodeAsync(text, Timeout.InfiniteTimeSpan, cancellationToken)))).Select(answer => answer.Embedding));
        var photos = await embeddings.SampleAsync(MaxPhotos, cancellationToken);
        var agreement = await Task.Run(
            () =>
            {
                using var int8 = TextEncoder.Load(model.Folder, candidate);
                return FormAgreement.Of(expected, [.. texts.Select(int8.Encode)], photos.Count >= MinPhotos ? photos : expected);
            },
            cancellationToken);
        forms.Put(EncoderKind.Text, agreement);
        LogCompared(logger, model.Name, agreement.Passes ? "is used" : "is not used", agreement);
    }

    /// <summary>Returns phrases as people search for them, and longer ones made of two of these.</summary>
    private static List<string> SampleTexts() =>
        [.. EverydayPhrases.All.Concat(EverydayPhrases.All.Zip(EverydayPhrases.All.Skip(EverydayPhrases.All.Count / 2), (first, second) => $"{first}, {second}")).Take(Texts)];

    [LoggerMessage(Level = LogLevel.Information, Message = "The text encoder of {Model} in 8 bits {Verdict}: {Agreement}")]
    private static partial void LogCompared(ILogger logger, string model, string verdict, FormAgreement agreement);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The encoders of {Model} could not be made faster, so the original ones are used: {Reason}")]
    private static partial void LogFailed(ILogger logger, string model, string reason);

    [LoggerMessage(Level = LogLevel.Error, Message = "The encoders of {Model} could not be made faster, so the original ones are used")]
    private static partial void LogUnexpected(ILogger logger, string model, Exception exception);
}
