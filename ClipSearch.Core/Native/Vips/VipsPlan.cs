namespace ClipSearch.Core.Native.Vips;

/// <summary>A chain of operations on one image; libvips carries it out when pixels are fetched.</summary>
/// <param name="image">The first image; the plan disposes it.</param>
internal sealed class VipsPlan(VipsImageHandle image) : IDisposable
{
    /// <summary>The image after the last step.</summary>
    public VipsImageHandle Image { get; private set; } = image;

    /// <summary>Adds a step. If libvips refuses, the plan stays as it was.</summary>
    /// <exception cref="VipsFailure">libvips refuses.</exception>
    public void Apply(string operation, params ReadOnlySpan<(string Name, string Value)> arguments)
    {
        using var step = new VipsOperation(operation).With("in", Image);
        foreach (var (name, value) in arguments)
            step.With(name, value);
        var next = step.BuildImage(); // keeps its own reference to the image before it
        Image.Dispose();
        Image = next;
    }

    public void Dispose() => Image.Dispose();
}
