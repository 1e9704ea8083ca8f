namespace ClipSearch.Core.Models;

/// <summary>A model that <c>model pull</c> can download, at one revision of one repository on the hub.</summary>
/// <param name="Name"><c>organisation/name</c>, which is also its folder under <c>MODELS_DIR</c>.</param>
/// <param name="Description">A one-line description that helps to choose a model.</param>
/// <param name="License">The name of its licence.</param>
/// <param name="HubRepository">The repository on the hub, <c>organisation/name</c>.</param>
/// <param name="Revision">The commit of the repository.</param>
/// <param name="Files">All its files.</param>
/// <param name="Config">The expected values of its two configuration files, which are not pinned by hash.</param>
/// <param name="Reference">Published outputs of its text encoder, or null if none are known.</param>
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
    /// <summary>The total size of all pinned files in bytes.</summary>
    public long Bytes => Files.Sum(file => file.Pin?.Bytes ?? 0);
}

/// <summary>A file of a model, on the hub and on disk.</summary>
/// <param name="RemotePath">The path in the hub's repository.</param>
/// <param name="LocalPath">The path in the model's folder, with <c>/</c> between folders.</param>
/// <param name="Pin">The exact content, or null for a configuration file, whose values are checked instead.</param>
public sealed record CatalogFile(string RemotePath, string LocalPath, FilePin? Pin);

/// <summary>The exact content of a file.</summary>
/// <param name="Bytes">The length in bytes.</param>
/// <param name="Sha256">The SHA-256 hash, 64 lower-case hexadecimal digits.</param>
public sealed record FilePin(long Bytes, string Sha256);

/// <summary>Published outputs of a text encoder, before normalisation unless stated otherwise.</summary>
/// <param name="Outputs">Outputs for single texts.</param>
/// <param name="Cosines">Cosine similarities of pairs of texts, with the tolerance <paramref name="Tolerance"/>.</param>
/// <param name="Tolerance">The maximum accepted difference from a value of <paramref name="Outputs"/>.</param>
/// <param name="Normalised">Outputs scaled to length 1, published with four decimals.</param>
/// <param name="NormalisedTolerance">The maximum accepted difference from a value of <paramref name="Normalised"/>.</param>
public sealed record ModelReference(
    IReadOnlyList<ReferenceOutput> Outputs,
    IReadOnlyList<ReferenceCosine> Cosines,
    double Tolerance,
    IReadOnlyList<ReferenceOutput> Normalised,
    double NormalisedTolerance);

/// <summary>The output of a text encoder for a text.</summary>
/// <param name="Text">The text.</param>
/// <param name="First">The first values of the output. May be empty.</param>
/// <param name="Sum">The sum of all values, if known.</param>
public sealed record ReferenceOutput(string Text, IReadOnlyList<double> First, double? Sum = null);

/// <summary>The cosine similarity of two texts.</summary>
public sealed record ReferenceCosine(string First, string Second, double Cosine);
