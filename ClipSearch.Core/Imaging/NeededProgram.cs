namespace ClipSearch.Core.Imaging;

/// <summary>A program or library that ClipSearch does not bring along, without which it does not read files of a kind.</summary>
public sealed class NeededProgram
{
    private readonly SignatureTest _reads;
    private readonly Lazy<bool> _isInstalled;

    internal NeededProgram(string extension, string remedy, SignatureTest reads, Func<bool> isInstalled)
    {
        (Extension, Remedy) = (extension, remedy);
        (_reads, _isInstalled) = (reads, new Lazy<bool>(isInstalled));
    }

    /// <summary>The usual extension of the files in lower case, with its dot.</summary>
    public string Extension { get; }

    /// <summary>What the files need and how to install it: a clause after their name, such as "needs a libvips that reads HEIC; …".</summary>
    public string Remedy { get; }

    /// <summary>Whether the program is installed. Checked once per process.</summary>
    internal bool IsInstalled => _isInstalled.Value;

    /// <summary>Returns whether a file is of the kind.</summary>
    /// <param name="file">The content of the file.</param>
    internal bool Reads(ReadOnlySpan<byte> file) => _reads(file);
}
