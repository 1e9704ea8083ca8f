namespace ClipSearch.Core.Imaging.Decoding;

/// <summary>The command that starts a decoder process: this program with a separate verb.</summary>
/// <param name="FileName">The path of the executable.</param>
/// <param name="Arguments">The command-line arguments.</param>
public sealed record DecoderCommand(string FileName, IReadOnlyList<string> Arguments)
{
    /// <summary>The internal verb that runs <see cref="DecoderWorker"/>. Not intended for users.</summary>
    public const string Verb = "decode-images";

    /// <summary>Creates the command for a program whose entry point handles <see cref="Verb"/>.</summary>
    /// <param name="library">
    /// The .dll of the program. It runs on the host of this process, or else on the executable in the same folder.
    /// </param>
    public static DecoderCommand Of(string library)
    {
        ArgumentNullException.ThrowIfNull(library);
        var executable = Path.ChangeExtension(library, OperatingSystem.IsWindows() ? ".exe" : null);
        return Environment.ProcessPath is { } host && Path.GetFileNameWithoutExtension(host) == "dotnet"
            ? new DecoderCommand(host, [library, Verb])
            : new DecoderCommand(executable, [Verb]);
    }
}
