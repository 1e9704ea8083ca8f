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
        Advance(step.BuildImage());
    }

    /// <summary>Carries the plan out so far, into memory.</summary>
    /// <exception cref="VipsFailure">The picture is damaged.</exception>
    public void Compute()
    {
        var computed = VipsApi.vips_image_copy_memory(Image);
        Advance(computed.IsInvalid ? throw new VipsFailure() : computed);
    }

    public void Dispose() => Image.Dispose();

    private void Advance(VipsImageHandle next)
    {
        // A step keeps its own reference to the image before it.
        Image.Dispose();
        Image = next;
    }
}
