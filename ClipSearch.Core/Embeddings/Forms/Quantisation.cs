using ClipSearch.Core.Embeddings.Graphs;
using ClipSearch.Core.Models;

namespace ClipSearch.Core.Embeddings.Forms;

/// <summary>
/// Creates the fastest form of an encoder in 8 bits that agrees with fp32. Trained encoders have channels with outliers, which are smoothed by
/// a calibration (<see cref="Smoothing"/>).
/// </summary>
internal sealed class Quantisation : IDisposable
{
    private readonly EncoderSamples _samples;
    private readonly string _folder;
    private readonly FormWorkFolder _work;
    private readonly Lazy<IReadOnlyDictionary<string, float[]>> _maxima;
    private FormRecord _record;

    /// <summary>Prepares the creation of forms.</summary>
    /// <param name="samples">The texts or images with which a form is calibrated and compared.</param>
    /// <param name="folder">The folder with the form in fp32.</param>
    /// <exception cref="ModelException">There is no form in fp32.</exception>
    public Quantisation(EncoderSamples samples, string folder)
    {
        _samples = samples;
        _folder = folder;
        _record = FormRecord.Read(folder, samples.Kind) ?? throw new ModelException($"{folder} has no form of the {samples.Kind} encoder in fp32. Run model prepare.");
        _work = new FormWorkFolder(folder);
        _maxima = new(() => Calibration.Run(samples, Full.Path, _work.PathOf("calibration.onnx")));
    }

    /// <summary>The form in fp32.</summary>
    public EncoderFile Full => new(Path.Combine(_folder, _record.Full.Name), Precision.Full) { UsesOneThread = _samples.RunsOnOneThread };

    /// <summary>Creates the form and adds it to the record, or only the comparison if no method agrees and is faster.</summary>
    /// <param name="samples">The texts or images with which a form is calibrated and compared.</param>
    /// <param name="folder">The folder with the form in fp32.</param>
    /// <exception cref="ModelException">There is no form in fp32, or a form cannot be loaded or run.</exception>
    public static FormRecord Run(EncoderSamples samples, string folder)
    {
        using var quantisation = new Quantisation(samples, folder);
        return quantisation.Run();
    }

    /// <summary>Returns the first form that agrees and is faster, or else the one that agrees most. Later forms are not created.</summary>
    internal static QuantisedForm Choose(IEnumerable<QuantisedForm> forms)
    {
        QuantisedForm? closest = null;
        foreach (var form in forms)
        {
            if (form.IsUsable)
                return form;
            if (closest is null || form.Agreement.MeanCosine > closest.Agreement.MeanCosine)
                closest = form;
        }

        return closest!;
    }

    /// <summary>Creates a form. It replaces the one that was created before, unless that is kept.</summary>
    /// <returns>Its description, and the file to load it from.</returns>
    public (FormFile Form, EncoderFile File) Create(QuantisationMethod method)
    {
        var graph = OnnxGraph.Read(Full.Path);
        Smoothing.Apply(graph, _maxima.Value);
        var matrices = method.Apply(graph);
        var path = _work.PathOf(FormFile.NameOf(_samples.Kind, Precision.EightBits));
        graph.Write(path);
        return (FormFile.Of(path, $"{_record.Full.Changes}, {matrices} matrices in 8 bits with {method.Name}"), new EncoderFile(path, Precision.EightBits) { UsesOneThread = true });
    }

    /// <summary>Puts the form that was created last into the folder, if it is usable, and writes the record.</summary>
    public FormRecord Keep(QuantisedForm form)
    {
        if (form.IsUsable)
            _work.Keep(form.File);
        var record = _record with { EightBits = form.IsUsable ? form.File : null, Agreement = form.Agreement };
        record.Write(_folder, _samples.Kind);
        return record;
    }

    /// <inheritdoc/>
    public void Dispose() => _work.Dispose();

    private FormRecord Run()
    {
        // Before the encoder in fp32 is loaded, which takes as much memory again.
        _ = _maxima.Value;
        using var full = _samples.Load(Full);
        if (_samples.Kind == EncoderKind.Text)
            _record = _record with { Full = _record.Full with { RunOverhead = FormSpeed.Overhead(full) } };
        var expected = full.EncodeAll();
        return Keep(Choose(QuantisationMethod.All.Select(method => Try(method, full, expected))));
    }

    private QuantisedForm Try(QuantisationMethod method, ISampledEncoder full, IReadOnlyList<Embedding> expected)
    {
        var (form, file) = Create(method);
        using var quantised = _samples.Load(file);
        var agreement = FormAgreement.Of(expected, quantised.EncodeAll(), _samples.Others ?? expected);
        // A form that differs is not used, however fast it is.
        return new QuantisedForm(agreement.Passes ? FormSpeed.Measure(form, file, full, quantised, _samples) : form, agreement);
    }
}

/// <summary>A form in 8 bits and its comparison with fp32.</summary>
internal sealed record QuantisedForm(FormFile File, FormAgreement Agreement)
{
    /// <summary>Whether it may be used in place of fp32.</summary>
    public bool IsUsable => Agreement.Passes && File.IsFaster;
}
