using System.Globalization;
using ClipSearch.Core.Embeddings.Graphs;
using ClipSearch.Core.Models;
using ClipSearch.Core.Settings;

namespace ClipSearch.Core.Embeddings.Forms;

/// <summary>
/// The forms of a model's encoders: the original graphs, and faster ones that ClipSearch creates from them. They are stored in the folder of
/// the model, or in <c>DATA_DIR</c> if that cannot be written. All forms of a model share one space of embeddings.
/// </summary>
public sealed class EncoderForms
{
    /// <summary>The version of the rewriter. Forms of another version are created again.</summary>
    internal const int Version = 3;

    private const string FolderName = "forms";

    private readonly ModelFolder _folder;
    private readonly ClipSearchOptions _options;
    private int _revision;

    /// <summary>Creates the forms of the active model.</summary>
    public EncoderForms(ActiveModel model, ClipSearchOptions options)
        : this(model.Folder, options)
    {
    }

    /// <summary>Creates the forms of a model.</summary>
    public EncoderForms(ModelFolder folder, ClipSearchOptions options)
    {
        _folder = folder;
        _options = options;
    }

    /// <summary>
    /// The minimum size of a graph that is rewritten, in bytes. A smaller one takes about a millisecond per text, and its forms would save less
    /// than they cost.
    /// </summary>
    /// <value>16 MiB</value>
    internal long MinBytes { get; set; } = 16 << 20;

    /// <summary>A number that changes with each change of the forms in this process. <see cref="Best"/> reads files, so callers keep its result.</summary>
    internal int Revision => Volatile.Read(ref _revision);

    /// <summary>Returns the best file of an encoder.</summary>
    public EncoderFile Best(EncoderKind kind) => BestOf(kind, Find(kind));

    /// <summary>Describes the best file of an encoder, for example "8 bits; cosine 0.99971 (mean), …".</summary>
    public string Describe(EncoderKind kind)
    {
        var stored = Find(kind);
        return (BestOf(kind, stored).Precision, stored?.Record) switch
        {
            (Precision.EightBits, { EightBits: { } int8 } record) => string.Create(CultureInfo.InvariantCulture, $"8 bits, {int8.Speedup:0.0} times as fast as fp32; {record.Agreement}"),
            (_, { Agreement: { Passes: false } agreement }) when Allows8Bits(kind) => $"fp32, because 8 bits differ too much: {agreement}",
            (_, { Agreement.Passes: true }) when Allows8Bits(kind) => "fp32, because 8 bits are not faster on this machine",
            (_, { Agreement: null } record) when kind == EncoderKind.Image && Allows8Bits(kind) => $"fp32; {record.Full.Changes}; 8 bits follow once the library has {EncoderSamples.MinPhotos} photos",
            (_, { } record) => $"fp32; {record.Full.Changes}",
            _ => "fp32",
        };
    }

    /// <summary>Returns the file of an encoder as it was downloaded.</summary>
    public EncoderFile Original(EncoderKind kind) => new(_folder.GraphPath(kind), Precision.Full);

    /// <summary>Returns the record of an encoder's forms; null if there are none, or if they belong to another original.</summary>
    public FormRecord? Record(EncoderKind kind) => Find(kind)?.Record;

    /// <summary>Whether the setting allows 8 bits for an encoder, if these pass the comparison with fp32.</summary>
    public bool Allows8Bits(EncoderKind kind) => _options.ClipPrecision switch
    {
        PrecisionSetting.EightBits => true,
        PrecisionSetting.Auto => kind == EncoderKind.Text,
        _ => false,
    };

    /// <summary>Whether an encoder has no forms yet, and is large enough for them.</summary>
    public bool NeedsForms(EncoderKind kind) => new FileInfo(_folder.GraphPath(kind)).Length >= MinBytes && Find(kind) is null;

    /// <summary>
    /// Returns the folder of an encoder's forms if it lacks one in 8 bits that the setting allows; otherwise null. One that differed too much is
    /// not created again.
    /// </summary>
    internal string? Lacks8Bits(EncoderKind kind) => Allows8Bits(kind) && Find(kind) is { Record: { EightBits: null, Agreement: null } } stored ? stored.Folder : null;

    /// <summary>Returns the folder for new forms, and creates it.</summary>
    /// <exception cref="IOException">Neither the folder of the model nor <c>DATA_DIR</c> can be written.</exception>
    /// <exception cref="UnauthorizedAccessException">As for <see cref="IOException"/>.</exception>
    internal string CreateFolder()
    {
        var folders = Folders;
        try
        {
            return CreateFolder(folders[0]);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The folder of the model may be read-only.
            return CreateFolder(folders[1]);
        }
    }

    /// <summary>Changes <see cref="Revision"/>, after another process has changed the forms.</summary>
    internal void NoteChange() => Interlocked.Increment(ref _revision);

    /// <summary>The folders that may have forms, in the order of preference.</summary>
    private string[] Folders => [Path.Combine(_folder.Path, FolderName), Path.Combine([_options.DataDir, FolderName, .. _folder.Name.Split('/')])];

    private static string CreateFolder(string folder)
    {
        Directory.CreateDirectory(folder);
        var probe = Path.Combine(folder, $".{Guid.NewGuid():N}");
        File.WriteAllBytes(probe, []);
        File.Delete(probe);
        return folder;
    }

    private EncoderFile BestOf(EncoderKind kind, StoredForms? stored) => stored switch
    {
        { Record.EightBits: { } int8 } when Allows8Bits(kind) => stored.File(int8, Precision.EightBits),
        { Record.Full: { } fp32 } => stored.File(fp32, Precision.Full),
        _ => Original(kind),
    };

    /// <summary>Finds the complete forms of an encoder; null if there are none.</summary>
    private StoredForms? Find(EncoderKind kind)
    {
        string? original = null;
        foreach (var folder in Folders)
        {
            if (FormRecord.Read(folder, kind) is { Version: Version } record && IsComplete(folder, record.Full) && (record.EightBits is null || IsComplete(folder, record.EightBits))
                && record.Original == (original ??= ModelFingerprint.OfGraph(_folder, kind)))
            {
                return new StoredForms(folder, record);
            }
        }

        return null;
    }

    private static bool IsComplete(string folder, FormFile form)
    {
        var path = Path.Combine(folder, form.Name);
        return new FileInfo(path) is { Exists: true } graph && new FileInfo(OnnxGraph.WeightsPath(path)) is { Exists: true } weights && graph.Length + weights.Length == form.Bytes;
    }

    private sealed record StoredForms(string Folder, FormRecord Record)
    {
        public EncoderFile File(FormFile form, Precision precision) => new(Path.Combine(Folder, form.Name), precision) { UsesOneThread = form.UsesOneThread, RunOverhead = form.RunOverhead };
    }
}
