namespace ClipSearch.Core.Models;

/// <summary>A model that <c>model pull</c> knows, at one revision of one repository of the hub.</summary>
/// <param name="Name"><c>organisation/name</c>: its folder under <c>MODELS_DIR</c>.</param>
/// <param name="Description">One line for people who choose.</param>
/// <param name="License">Its licence's name.</param>
/// <param name="HubRepository">The repository at the hub, <c>organisation/name</c>.</param>
/// <param name="Revision">The commit of the repository.</param>
/// <param name="Files">All its files.</param>
/// <param name="Config">What its two configuration files must say; they are not pinned by hash.</param>
/// <param name="Reference">Published outputs of its text encoder, or null where none are known.</param>
public sealed record CatalogModel(
    string Name,
    string Description,
    string License,
    string HubRepository,
    string Revision,
    IReadOnlyList<CatalogFile> Files,
    ModelConfig Config,
    ModelReference? Reference)
{
    /// <summary>Bytes of all pinned files together.</summary>
    public long Bytes => Files.Sum(file => file.Pin?.Bytes ?? 0);
}

/// <summary>A file of a model, at the hub and on disk.</summary>
/// <param name="RemotePath">Path in the hub's repository.</param>
/// <param name="LocalPath">Path in the model's folder, with <c>/</c> between folders.</param>
/// <param name="Pin">Its exact content, or null for a configuration file, whose meaning is checked instead.</param>
public sealed record CatalogFile(string RemotePath, string LocalPath, FilePin? Pin);

/// <summary>The exact content of a file.</summary>
/// <param name="Bytes">Its length.</param>
/// <param name="Sha256">Its SHA-256, 64 lower-case hexadecimal digits.</param>
public sealed record FilePin(long Bytes, string Sha256);

/// <summary>Published outputs of a text encoder, before normalisation unless said otherwise.</summary>
/// <param name="Outputs">Single outputs.</param>
/// <param name="Cosines">Similarities of two texts, to <paramref name="Tolerance"/>.</param>
/// <param name="Tolerance">The largest difference from a value of <paramref name="Outputs"/> that passes.</param>
/// <param name="Normalised">Outputs scaled to length 1, published with four decimals.</param>
/// <param name="NormalisedTolerance">The largest difference from a value of <paramref name="Normalised"/> that passes.</param>
public sealed record ModelReference(
    IReadOnlyList<ReferenceOutput> Outputs,
    IReadOnlyList<ReferenceCosine> Cosines,
    double Tolerance,
    IReadOnlyList<ReferenceOutput> Normalised,
    double NormalisedTolerance);

/// <summary>What a text encoder gives for a text.</summary>
/// <param name="Text">The text.</param>
/// <param name="First">The first values of the output; may be none.</param>
/// <param name="Sum">The sum of all values, where known.</param>
public sealed record ReferenceOutput(string Text, IReadOnlyList<double> First, double? Sum = null);

/// <summary>The cosine similarity of two texts.</summary>
public sealed record ReferenceCosine(string First, string Second, double Cosine);
