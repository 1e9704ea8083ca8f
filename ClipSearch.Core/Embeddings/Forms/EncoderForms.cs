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
    internal const int Version = 1;

    private const string FolderName = "forms";

    private readonly ModelFolder _folder;
    private readonly ClipSearchOptions _options;

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

    /// <summary>Returns the best file of an encoder.</summary>
    public EncoderFile Best(EncoderKind kind)
    {
        var record = Record(kind);
        if (record?.EightBits is { } int8 && record.Agreement is { Passes: true } && Allows8Bits(kind))
            return new EncoderFile(Path.Combine(FolderOf(kind)!, int8.Name), Precision.EightBits);
        return record?.Full is { } fp32 ? new EncoderFile(Path.Combine(FolderOf(kind)!, fp32.Name), Precision.Full) : Original(kind);
    }

    /// <summary>Describes the best file of an encoder, for example "8 bits; cosine 0.99971 (mean), …".</summary>
    public string Describe(EncoderKind kind) => (Best(kind), Record(kind)) switch
    {
        ({ Precision: Precision.EightBits }, { } record) => $"8 bits; {record.Agreement}",
        (_, { Agreement: { Passes: false } agreement }) when Allows8Bits(kind) => $"fp32, because 8 bits differ too much: {agreement}",
        (_, { Full: { } full }) => $"fp32; {full.Changes}",
        _ => "fp32",
    };

    /// <summary>Returns the file of an encoder as it was downloaded.</summary>
    public EncoderFile Original(EncoderKind kind) => new(kind == EncoderKind.Text ? _folder.TextModelPath : _folder.VisionModelPath, Precision.Full);

    /// <summary>Returns the record of an encoder's forms; null if there are none, or if they belong to another original.</summary>
    public FormRecord? Record(EncoderKind kind) => FolderOf(kind) is { } folder ? FormRecord.Read(RecordPath(folder, kind)) : null;

    /// <summary>Whether the setting allows 8 bits for an encoder, if these pass the comparison with fp32.</summary>
    public bool Allows8Bits(EncoderKind kind) => _options.ClipPrecision switch
    {
        PrecisionSetting.EightBits => true,
        PrecisionSetting.Auto => kind == EncoderKind.Text,
        _ => false,
    };

    /// <summary>Returns the form in 8 bits if it has not been compared with fp32; otherwise null.</summary>
    internal EncoderFile? Candidate(EncoderKind kind) =>
        Record(kind) is { EightBits: { } int8, Agreement: null } ? new EncoderFile(Path.Combine(FolderOf(kind)!, int8.Name), Precision.EightBits) : null;

    /// <summary>Whether an encoder has no forms yet, and is large enough for them.</summary>
    public bool NeedsForms(EncoderKind kind) => new FileInfo(Original(kind).Path).Length >= MinBytes && Record(kind) is null;

    /// <summary>Returns the folder for new forms, and creates it.</summary>
    /// <exception cref="IOException">Neither the folder of the model nor <c>DATA_DIR</c> can be written.</exception>
    internal string CreateFolder()
    {
        foreach (var folder in Folders)
        {
            try
            {
                Directory.CreateDirectory(folder);
                var probe = Path.Combine(folder, $".{Guid.NewGuid():N}");
                File.WriteAllBytes(probe, []);
                File.Delete(probe);
                return folder;
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException && folder != Folders[^1])
            {
                // The folder of the model may be read-only.
            }
        }

        throw new InvalidOperationException();
    }

    /// <summary>Returns the path of an encoder's record.</summary>
    internal static string RecordPath(string folder, EncoderKind kind) => Path.Combine(folder, $"{NameOf(kind)}.json");

    /// <summary>Returns the name of an encoder in file names.</summary>
    internal static string NameOf(EncoderKind kind) => kind == EncoderKind.Text ? "text" : "image";

    /// <summary>Stores how well the form in 8 bits agrees with fp32.</summary>
    internal void Put(EncoderKind kind, FormAgreement agreement)
    {
        if (FolderOf(kind) is { } folder && FormRecord.Read(RecordPath(folder, kind)) is { } record)
            (record with { Agreement = agreement }).Write(RecordPath(folder, kind));
    }

    private IReadOnlyList<string> Folders => [Path.Combine(_folder.Path, FolderName), Path.Combine([_options.DataDir, FolderName, .. _folder.Name.Split('/')])];

    /// <summary>Returns the folder with the complete forms of an encoder; null if there is none.</summary>
    private string? FolderOf(EncoderKind kind) => Folders.FirstOrDefault(folder =>
        FormRecord.Read(RecordPath(folder, kind)) is { Version: Version } record
        && IsComplete(folder, record.Full) && IsComplete(folder, record.EightBits) && record.Original == ModelFingerprint.OfGraph(_folder, kind == EncoderKind.Text ? _folder.Family.Text : _folder.Family.Image));

    private static bool IsComplete(string folder, FormFile? form) => form is null
        || (new FileInfo(Path.Combine(folder, form.Name)) is { Exists: true } graph && new FileInfo(graph.FullName + ".data") is { Exists: true } weights && graph.Length + weights.Length == form.Bytes);
}
