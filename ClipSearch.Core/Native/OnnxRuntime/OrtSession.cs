using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;

namespace ClipSearch.Core.Native.OnnxRuntime;

/// <summary>A model loaded from an ONNX file. Calls may come from several threads at once.</summary>
internal sealed unsafe class OrtSession : IDisposable
{
    private readonly OrtSessionHandle _handle;
    private readonly List<byte[]> _names = [];
    private readonly nint[] _inputNames;
    private readonly nint[] _outputNames;

    private OrtSession(string path, OrtSessionHandle handle)
    {
        Path = path;
        _handle = handle;
        Inputs = Describe("inputs", OrtApi.SessionGetInputCount, OrtApi.SessionGetInputName, OrtApi.SessionGetInputTypeInfo);
        Outputs = Describe("outputs", OrtApi.SessionGetOutputCount, OrtApi.SessionGetOutputName, OrtApi.SessionGetOutputTypeInfo);
        _inputNames = [.. Inputs.Select(input => Utf8(input.Name))];
        _outputNames = [.. Outputs.Select(output => Utf8(output.Name))];
    }

    /// <summary>The file it was loaded from.</summary>
    public string Path { get; }

    /// <summary>The model's inputs, in the order in which <see cref="Run"/> takes them.</summary>
    public IReadOnlyList<OrtTensorInfo> Inputs { get; }

    /// <summary>The model's outputs, in the order in which <see cref="Run"/> takes them.</summary>
    public IReadOnlyList<OrtTensorInfo> Outputs { get; }

    /// <summary>Loads a model; takes as long as reading and optimising its weights.</summary>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="OrtException">The engine cannot use the file.</exception>
    /// <exception cref="DllNotFoundException">The engine is missing; the message has the paths tried and the remedy.</exception>
    public static OrtSession Load(string path, OrtSessionOptions options)
    {
        if (!File.Exists(path))
            throw new FileNotFoundException($"There is no model at {path}.", path);
        // First, so that a missing engine is not reported as a failed type initialiser.
        _ = OrtLibrary.Table;
        using var built = options.Build();
        nint session;
        fixed (byte* pathBytes = OrtApi.PathBytes(path))
            OrtApi.Check(OrtApi.CreateSession(OrtEnvironment.Handle, pathBytes, built.DangerousGetHandle(), &session), $"Loading {path}");
        var handle = new OrtSessionHandle(session);
        try
        {
            return new OrtSession(path, handle);
        }
        catch
        {
            handle.Dispose();
            throw;
        }
    }

    /// <summary>Runs the model once for one of its outputs, which is written into the memory of <paramref name="result"/>.</summary>
    /// <param name="inputs">One tensor for each of <see cref="Inputs"/>, in that order.</param>
    /// <param name="output">Which of <see cref="Outputs"/> is wanted.</param>
    /// <param name="result">A tensor of the shape that the model yields.</param>
    /// <exception cref="OrtException">The engine refused, for instance since a shape does not fit.</exception>
    public void Run(ReadOnlySpan<OrtTensor> inputs, int output, OrtTensor result)
    {
        if (inputs.Length != Inputs.Count)
            throw new ArgumentException($"{Path} takes {Inputs.Count} inputs; it was given {inputs.Length}.", nameof(inputs));

        var names = stackalloc byte*[inputs.Length];
        var values = stackalloc nint[inputs.Length];
        var referenced = false;
        try
        {
            _handle.DangerousAddRef(ref referenced);
            for (var i = 0; i < inputs.Length; i++)
            {
                names[i] = (byte*)_inputNames[i];
                values[i] = inputs[i].Value.DangerousGetHandle();
            }

            var outputName = (byte*)_outputNames[output];
            var resultValue = result.Value.DangerousGetHandle();
            OrtApi.Check(
                OrtApi.Run(_handle.DangerousGetHandle(), 0, names, values, (nuint)inputs.Length, &outputName, 1, &resultValue),
                $"Running {Path}");
        }
        finally
        {
            if (referenced)
                _handle.DangerousRelease();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _handle.Dispose();

    /// <summary>A name as the API takes it, on the pinned object heap so that it needs no pinning at each call.</summary>
    private nint Utf8(string name)
    {
        var bytes = GC.AllocateArray<byte>(Encoding.UTF8.GetByteCount(name) + 1, pinned: true);
        Encoding.UTF8.GetBytes(name, bytes);
        _names.Add(bytes);
        return (nint)Unsafe.AsPointer(ref bytes[0]);
    }

    private OrtTensorInfo[] Describe(
        string what,
        delegate* unmanaged<nint, nuint*, nint> getCount,
        delegate* unmanaged<nint, nuint, nint, byte**, nint> getName,
        delegate* unmanaged<nint, nuint, nint*, nint> getTypeInfo)
    {
        var attempt = $"Reading the {what} of {Path}";
        var session = _handle.DangerousGetHandle();
        nuint count;
        nint allocator;
        OrtApi.Check(getCount(session, &count), attempt);
        OrtApi.Check(OrtApi.GetAllocatorWithDefaultOptions(&allocator), attempt);
        var infos = new OrtTensorInfo[(int)count];
        for (nuint i = 0; i < count; i++)
        {
            byte* nameBytes;
            OrtApi.Check(getName(session, i, allocator, &nameBytes), attempt);
            var name = Marshal.PtrToStringUTF8((nint)nameBytes) ?? "";
            OrtApi.Check(OrtApi.AllocatorFree(allocator, nameBytes), attempt);

            nint typeInfo, tensorInfo;
            OrtApi.Check(getTypeInfo(session, i, &typeInfo), attempt);
            try
            {
                OrtApi.Check(OrtApi.CastTypeInfoToTensorInfo(typeInfo, &tensorInfo), attempt);
                if (tensorInfo == 0)
                    throw new OrtException($"{Path}: {name} is no tensor, so this is no CLIP encoder.");
                int elementType;
                nuint rank;
                OrtApi.Check(OrtApi.GetTensorElementType(tensorInfo, &elementType), attempt);
                OrtApi.Check(OrtApi.GetDimensionsCount(tensorInfo, &rank), attempt);
                var shape = new long[rank];
                fixed (long* dimensions = shape)
                    OrtApi.Check(OrtApi.GetDimensions(tensorInfo, dimensions, rank), attempt);
                infos[i] = new OrtTensorInfo(name, (OrtElementType)elementType, shape);
            }
            finally
            {
                OrtApi.ReleaseTypeInfo(typeInfo);
            }
        }

        return infos;
    }
}
