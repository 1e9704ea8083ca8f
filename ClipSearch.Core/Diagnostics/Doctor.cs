using System.Runtime.InteropServices;
using ClipSearch.Core.Data;
using ClipSearch.Core.Embeddings;
using ClipSearch.Core.Embeddings.Forms;
using ClipSearch.Core.Imaging;
using ClipSearch.Core.Imaging.Decoding;
using ClipSearch.Core.Imaging.Preprocessing;
using ClipSearch.Core.Library.Storage;
using ClipSearch.Core.Models;
using ClipSearch.Core.Monitoring;
using ClipSearch.Core.Native;
using ClipSearch.Core.Paths;
using ClipSearch.Core.Settings;
using ClipSearch.Core.Video;
using Microsoft.Extensions.Logging;

namespace ClipSearch.Core.Diagnostics;

/// <summary>The result of one check.</summary>
/// <param name="Name">The name of the check.</param>
/// <param name="Passed">Whether the check passed.</param>
/// <param name="Finding">The finding, in one sentence.</param>
/// <param name="Remedy">The remedy; null if nothing needs to be done.</param>
public sealed record DoctorCheck(string Name, bool Passed, string Finding, string? Remedy);

/// <summary>Checks everything that ClipSearch needs, and reports a finding and a remedy for each.</summary>
public sealed class Doctor(ClipSearchOptions options, ProgramCommand program, ILoggerFactory loggers)
{
    /// <summary>A PNG of one black pixel.</summary>
    private static readonly byte[] OnePixel = Convert.FromBase64String("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR42mNgAAAAAgAB5Sfe/AAAAABJRU5ErkJggg==");

    /// <summary>Runs the checks one after another. A failed check does not prevent the next ones.</summary>
    public async IAsyncEnumerable<DoctorCheck> CheckAsync([System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        yield return Check("settings", () => Found(DescribeSettings(options)));
        yield return Check("ONNX Runtime", () => Found($"Version {Engines.OnnxRuntime} on {RuntimeInformation.RuntimeIdentifier}."));
        yield return Check("libvips", () => Found($"Version {Engines.Vips}."));
        yield return await CheckAsync("image decoder", () => CheckDecoderAsync(cancellationToken));

        yield return await CheckAsync("videos", () => CheckVideosAsync(cancellationToken));

        ActiveModel? model = null;
        yield return Check("model", () =>
        {
            model = ActiveModel.Open(options);
            return model.Selection.Caution is { } caution
                ? Found($"Using {model.Name}. {caution}", ModelCatalog.HowToGetReal)
                : Found($"Using {model.Name} from {model.Folder.Path}.");
        });
        if (model is not null)
        {
            yield return Check("text encoder", () =>
            {
                var forms = new EncoderForms(model, options);
                using var encoder = TextEncoder.Load(model.Folder, forms.Best(EncoderKind.Text));
                return Found($"Text embeddings have {encoder.Encode("a photo of a cat").Dimensions} dimensions ({forms.Describe(EncoderKind.Text)}).");
            });
            yield return Check("image encoder", () =>
            {
                var forms = new EncoderForms(model, options);
                using var encoder = ImageEncoder.Load(model.Folder, forms.Best(EncoderKind.Image));
                var pixels = new float[new ImagePreprocessor(model.Folder.Config.Pixels).TensorLength];
                return Found($"Image embeddings have {encoder.Encode(pixels, 1)[0].Dimensions} dimensions ({forms.Describe(EncoderKind.Image)}).");
            });
        }

        yield return Check("access", CheckAccess);
        yield return Check("data folder", CheckDataFolder);
        await using var database = new Database(options, loggers);
        yield return await CheckAsync("database", () => CheckDatabaseAsync(database, cancellationToken));
        using var storage = new PhotoStorage(options);
        var folders = new LibraryFolders(options.PhotosDirs).Folders.ToLookup(LibraryPath.IsRemote);
        if (folders[false].Any())
            yield return await CheckAsync("photos", () => CheckFoldersAsync(folders[false], storage, cancellationToken));
        foreach (var bucket in folders[true])
            yield return await CheckAsync("bucket", () => CheckFoldersAsync([bucket], storage, cancellationToken));
    }

    private static async Task<Verdict> CheckFoldersAsync(IEnumerable<string> roots, PhotoStorage storage, CancellationToken cancellationToken)
    {
        var folders = new List<FolderListing>();
        foreach (var root in roots)
            folders.Add(await storage.Of(root).ListAsync(root, cancellationToken));
        var names = string.Join(", ", folders.Select(folder => folder.Root));
        var photos = folders.Sum(folder => folder.Files.Count);
        return folders.SelectMany(folder => folder.Unreadable).ToList() switch
        {
            [var first, ..] all => new Verdict(false, $"{all.Count} folders or files in {names} cannot be read. First: {SingleLine.Of(first.Path)}: {first.Reason}", LibraryPath.IsRemote(first.Path) ? null : "Give the user that runs ClipSearch read permission."),
            _ when photos == 0 => Found($"No photos in {names}.", $"Add photos, or set {SettingList.PhotosDirs.Name} to the folder that contains them."),
            _ => Found($"{photos} photos in {names}."),
        };
    }

    /// <summary>Decodes an image of one pixel.</summary>
    private async Task<Verdict> CheckDecoderAsync(CancellationToken cancellationToken)
    {
        using var decoders = new ImageDecoders(program, loggers.CreateLogger<ImageDecoders>());
        using var image = ImageFile.Receive(new MemoryStream(OnePixel), OnePixel.Length, "An image of one pixel");
        await decoders.CreateThumbnailAsync(image, 1, cancellationToken);
        return Found("Images are decoded in a separate process.");
    }

    /// <summary>Runs FFmpeg, if it is installed. Photos do not need it.</summary>
    private async Task<Verdict> CheckVideosAsync(CancellationToken cancellationToken)
    {
        var program = new FfmpegProgram(options);
        return options.Ffmpeg == FfmpegProgram.Off ? Found($"Videos are not imported ({SettingList.Ffmpeg.Name}=off).")
            : program.Find() is not var (ffmpeg, _) ? Found("FFmpeg is missing, so videos are not imported.", $"{FfmpegProgram.Remedy}.")
            : Found($"{await VideoReader.VersionAsync(ffmpeg, cancellationToken)} at {ffmpeg}.");
    }

    /// <summary>Lists the settings that are set and their sources, without values.</summary>
    private static string DescribeSettings(ClipSearchOptions options)
    {
        var set = options.Declarations.SelectMany(setting => setting.Names).Where(options.Sources.ContainsKey)
            .Select(name => $"{name} ({(options.Sources[name] == SettingSource.Environment ? "environment" : ".env")})").ToList();
        return set.Count == 0 ? "All settings have their defaults." : $"{string.Join(", ", set)}. All other settings have their defaults.";
    }

    private static Verdict Found(string finding, string? remedy = null) => new(true, finding, remedy);

    private Verdict CheckAccess() => options switch
    {
        { ListensOnLoopback: true } => Found($"The site listens on {options.Host}, reachable only from this machine and through proxies on it."),
        { AllowedHosts: [] } => Found(
            $"The site listens on {options.Host} and accepts any host name, so any web page opened on this network can read the library.",
            $"Set {SettingList.AllowedHosts.Name} to the host names of the site."),
        _ => Found($"The site listens on {options.Host} and accepts the host names {string.Join(", ", options.AllowedHosts)}."),
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
            free >= Little, $"{options.DataDir} is writable; {free >> 20} MiB free.", free >= Little ? null : "Free up disk space. PostgreSQL stops when its disk is full.");
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
            // Any error is a finding. The messages of ClipSearch's own exceptions include the remedy.
            return new DoctorCheck(name, false, e.Message.ReplaceLineEndings(" "), null);
        }
    }

    private sealed record Verdict(bool Passed, string Finding, string? Remedy);
}
