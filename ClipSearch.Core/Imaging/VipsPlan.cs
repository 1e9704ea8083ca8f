using ClipSearch.Core.Native.Vips;

namespace ClipSearch.Core.Imaging;

/// <summary>A chain of operations on one image. libvips runs it when pixels are fetched.</summary>
/// <param name="image">The first image; the plan disposes it.</param>
internal sealed class VipsPlan(VipsImageHandle image) : IDisposable
{
    /// <summary>The image after the last operation.</summary>
    public VipsImageHandle Image { get; private set; } = image;

    /// <summary>Adds an operation. If it fails, the plan is unchanged.</summary>
    /// <exception cref="VipsFailure">libvips reported an error.</exception>
    public void Apply(string operation, params ReadOnlySpan<(string Name, string Value)> arguments)
    {
        using var step = new VipsOperation(operation).With("in", Image);
        foreach (var (name, value) in arguments)
            step.With(name, value);
        var next = step.BuildImage(); // holds its own reference to the previous image
        Image.Dispose();
        Image = next;
    }

    public void Dispose() => Image.Dispose();
}
