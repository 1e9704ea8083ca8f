namespace ClipSearch.Core.Imaging;

/// <summary>A program or library that ClipSearch does not bring along, without which it does not read files of a kind.</summary>
public sealed class NeededProgram
{
    private readonly SignatureTest _reads;
    private readonly Lazy<bool> _isInstalled;

    internal NeededProgram(string name, IReadOnlyList<string> extensions, string remedy, SignatureTest reads, Func<bool> isInstalled)
    {
        (Name, Extensions, Remedy) = (name, extensions, remedy);
        (_reads, _isInstalled) = (reads, new Lazy<bool>(isInstalled));
    }

    /// <summary>The name by which translations of <see cref="Remedy"/> are found, in lower case.</summary>
    public string Name { get; }

    /// <summary>The extensions of the files in lower case, with their dots, the usual one first.</summary>
    public IReadOnlyList<string> Extensions { get; }

    /// <summary>The usual extension of the files.</summary>
    public string Extension => Extensions[0];

    /// <summary>What the files need and how to install it: a clause after their name, such as "needs a libvips that reads HEIC; …".</summary>
    public string Remedy { get; }

    /// <summary>Whether the program is installed. Checked once per process.</summary>
    internal bool IsInstalled => _isInstalled.Value;

    /// <summary>Returns whether a file is of the kind.</summary>
    /// <param name="file">The content of the file.</param>
    internal bool Reads(ReadOnlySpan<byte> file) => _reads(file);
}
