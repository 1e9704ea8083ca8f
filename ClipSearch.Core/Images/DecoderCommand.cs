namespace ClipSearch.Core.Images;

/// <summary>How a decoder process is started: as this program, with a verb of its own.</summary>
/// <param name="FileName">The program.</param>
/// <param name="Arguments">Its arguments.</param>
public sealed record DecoderCommand(string FileName, IReadOnlyList<string> Arguments)
{
    /// <summary>The verb that runs <see cref="DecoderWorker"/>; not for people.</summary>
    public const string Verb = "decode-images";

    /// <summary>The command of a program whose entry point knows <see cref="Verb"/>.</summary>
    /// <param name="library">Its .dll. It runs on the host of this process, else on the executable beside it.</param>
    public static DecoderCommand Of(string library)
    {
        ArgumentNullException.ThrowIfNull(library);
        var executable = Path.ChangeExtension(library, OperatingSystem.IsWindows() ? ".exe" : null);
        return Environment.ProcessPath is { } host && Path.GetFileNameWithoutExtension(host) == "dotnet"
            ? new DecoderCommand(host, [library, Verb])
            : new DecoderCommand(executable, [Verb]);
    }
}
