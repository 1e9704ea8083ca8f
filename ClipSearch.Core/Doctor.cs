using System.Runtime.InteropServices;
using ClipSearch.Core.Clip;
using ClipSearch.Core.Images;
using ClipSearch.Core.Index;
using ClipSearch.Core.Models;
using ClipSearch.Core.Native;
using ClipSearch.Core.Native.Vips;
using ClipSearch.Core.Postgres;
using ClipSearch.Core.Storage;
using Microsoft.Extensions.Logging;

namespace ClipSearch.Core;

/// <summary>One thing that was looked at.</summary>
/// <param name="Name">What it is.</param>
/// <param name="Passed">Whether ClipSearch can work with it.</param>
/// <param name="Finding">What was found, one sentence.</param>
/// <param name="Remedy">What to do about it; null where nothing is to be done.</param>
public sealed record DoctorCheck(string Name, bool Passed, string Finding, string? Remedy);

/// <summary>Looks at everything that ClipSearch needs, and says of each what it found and what helps.</summary>
public sealed class Doctor(ClipSearchOptions options, DecoderCommand decoder, ILoggerFactory loggers)
{
    /// <summary>A PNG of one black pixel.</summary>
    private static readonly byte[] OnePixel = Convert.FromBase64String("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR42mNgAAAAAgAB5Sfe/AAAAABJRU5ErkJggg==");

    /// <summary>Makes the checks, one after the other; a check that fails does not keep the next from being made.</summary>
    public async IAsyncEnumerable<DoctorCheck> CheckAsync([System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        yield return Check("ONNX Runtime", () => Found($"Version {Engines.OnnxRuntime} on {RuntimeInformation.RuntimeIdentifier}."));
        yield return Check("libvips", () => Found($"Version {Engines.Vips}."));
        yield return await CheckAsync("image decoder", () => CheckDecoderAsync(cancellationToken));

        ActiveModel? model = null;
        yield return Check("model", () =>
        {
            model = ActiveModel.Open(options);
            return model.Selection.Caution is { } caution
                ? Found($"{model.Name} answers. {caution}", ModelCatalog.HowToGetReal)
                : Found($"{model.Name} answers, from {model.Folder.Path}.");
        });
        if (model is not null)
        {
            yield return Check("text encoder", () =>
            {
                using var encoder = TextEncoder.Load(model.Folder);
                return Found($"It embeds a text in {encoder.Encode("a photo of a cat").Dimensions} dimensions.");
            });
            yield return Check("image encoder", () =>
            {
                using var encoder = ImageEncoder.Load(model.Folder);
                var pixels = new float[new ImagePreprocessor(model.Folder.Config.Pixels).TensorLength];
                return Found($"It embeds a picture in {encoder.Encode(pixels, 1)[0].Dimensions} dimensions.");
            });
        }

        yield return Check("access", CheckAccess);
        yield return Check("data folder", CheckDataFolder);
        await using var database = new Database(options, loggers);
        yield return await CheckAsync("database", () => CheckDatabaseAsync(database, cancellationToken));
        using var storage = new PhotoStorage(options);
        var folders = new PhotoRoots(options.PhotosDirs).Folders.ToLookup(PhotoPath.IsInBucket);
        if (folders[false].Any())
            yield return await CheckAsync("photos", () => CheckFoldersAsync(folders[false], storage, cancellationToken));
        foreach (var bucket in folders[true])
            yield return await CheckAsync("bucket", () => CheckFoldersAsync([bucket], storage, cancellationToken));
    }

    private static async Task<Verdict> CheckFoldersAsync(IEnumerable<string> roots, PhotoStorage storage, CancellationToken cancellationToken)
    {
        var folders = new List<PhotoFolder>();
        foreach (var root in roots)
            folders.Add(await storage.Of(root).ListAsync(root, cancellationToken));
        var names = string.Join(", ", folders.Select(folder => folder.Root));
        var photos = folders.Sum(folder => folder.Files.Count);
        return folders.SelectMany(folder => folder.Unreadable).ToList() switch
        {
            [var first, ..] all => new Verdict(false, $"{all.Count} folders or files in {names} cannot be read, the first is {ImageException.OneLine(first.Path)}: {first.Reason}", PhotoPath.IsInBucket(first.Path) ? null : "Give the user that runs ClipSearch the right to read them."),
            _ when photos == 0 => Found($"{names} holds no photos.", "Put some there, or set PHOTOS_DIR to the folder that has them."),
            _ => Found($"{names} holds {photos} photos."),
        };
    }

    /// <summary>Decodes an image of one pixel.</summary>
    private async Task<Verdict> CheckDecoderAsync(CancellationToken cancellationToken)
    {
        using var decoders = new ImageDecoders(decoder, loggers.CreateLogger<ImageDecoders>());
        using var image = ImageFile.Receive(new MemoryStream(OnePixel), OnePixel.Length, "An image of one pixel");
        await decoders.CreateThumbnailAsync(image, 1, cancellationToken);
        return Found("It decodes images in a process of its own.");
    }

    private static Verdict Found(string finding, string? remedy = null) => new(true, finding, remedy);

    private Verdict CheckAccess() => options switch
    {
        { ListensOnLoopback: true } => Found($"The site listens on {options.Host}, for this machine and proxies on it."),
        { AllowedHosts: [] } => Found(
            $"The site listens on {options.Host} and answers to any name, so a website that is looked at in this network can read the library.",
            "Set ALLOWED_HOSTS to the names that the site has."),
        _ => Found($"The site listens on {options.Host} and answers to {string.Join(", ", options.AllowedHosts)}."),
    };

    private Verdict CheckDataFolder()
    {
        Directory.CreateDirectory(options.DataDir);
        var probe = Path.Combine(options.DataDir, $".doctor-{Environment.ProcessId}");
        File.WriteAllText(probe, "");
        File.Delete(probe);
        var free = new DriveInfo(options.DataDir).AvailableFreeSpace;
        const long Little = 1L << 30;
        return new Verdict(
            free >= Little, $"{options.DataDir} can be written to; {free >> 20} MiB are free.", free >= Little ? null : "Make room: PostgreSQL stops when its disk is full.");
    }

    private static async Task<Verdict> CheckDatabaseAsync(Database database, CancellationToken cancellationToken)
    {
        var (postgreSql, vector, photos) = await database.FactsAsync(cancellationToken);
        return Found($"PostgreSQL {postgreSql} with pgvector {vector}, {photos} photos, at {database.Description}.");
    }

    private static DoctorCheck Check(string name, Func<Verdict> check) =>
        CheckAsync(name, () => Task.FromResult(check())).GetAwaiter().GetResult();

    private static async Task<DoctorCheck> CheckAsync(string name, Func<Task<Verdict>> check)
    {
        try
        {
            var verdict = await check();
            return new DoctorCheck(name, verdict.Passed, verdict.Finding, verdict.Remedy);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            // Whatever is wrong is the finding; the messages of ClipSearch's own exceptions have their remedy in them.
            return new DoctorCheck(name, false, e.Message.ReplaceLineEndings(" "), null);
        }
    }

    private sealed record Verdict(bool Passed, string Finding, string? Remedy);
}
