using ClipSearch.Core.Native.Vips;

namespace ClipSearch.Core.Imaging;

/// <summary>Converts any opened image (CMYK, 16 bits, grey, with a profile, with transparency …) to 8-bit sRGB pixels.</summary>
internal static unsafe class SrgbPixels
{
    private const int Bands = 3;

    // Rows are fetched in strips that stay in the processor cache while libvips writes and this code copies them: those that a JPEG stores
    // together, or fewer of a very wide image.
    private const int StripRows = 16;
    private const int StripBytes = 256 << 10;

    /// <summary>Decodes an image on the calling thread.</summary>
    /// <param name="opened">
    /// The image as <see cref="ImageLoader"/> opened it or as a thumbnail operation created it. Disposed by this call.
    /// </param>
    /// <exception cref="VipsFailure">The image is damaged, or libvips cannot convert its colour model.</exception>
    public static PixelBuffer Read(VipsImageHandle opened)
    {
        using var plan = new VipsPlan(opened);
        ToSrgb(plan);
        FlattenOnWhite(plan);
        var orientation = VipsApi.vips_image_get_orientation(plan.Image);
        var pixels = Fetch(plan.Image);
        return orientation <= 1 ? pixels : TurnUpright(pixels, orientation);
    }

    /// <summary>Creates an image over existing pixels, which must outlive it.</summary>
    public static VipsImageHandle Wrap(PixelBuffer pixels)
    {
        var image = VipsApi.vips_image_new_from_memory(
            pixels.DangerousGetHandle(), (nuint)pixels.Length, pixels.Width, pixels.Height, Bands, VipsApi.UcharFormat);
        return image.IsInvalid ? throw new VipsFailure() : image;
    }

    private static void ToSrgb(VipsPlan plan)
    {
        if (VipsApi.vips_image_get_typeof(plan.Image, "icc-profile-data") != 0)
        {
            try
            {
                plan.Apply("icc_transform", ("output_profile", "srgb"), ("embedded", "true"), ("depth", "8"));
                return;
            }
            catch (VipsFailure)
            {
                // The profile is damaged or for another number of channels. The pixels are used without it.
            }
        }

        plan.Apply("colourspace", ("space", "srgb"));
    }

    private static void FlattenOnWhite(VipsPlan plan)
    {
        if (VipsApi.vips_image_hasalpha(plan.Image) != 0)
        {
            // On 8 bits flatten truncates, which after a resize is up to 3 of 255 too dark. The reference rounds.
            plan.Apply("cast", ("format", "float"));
            plan.Apply("flatten", ("background", "255"));
            plan.Apply("round", ("round", "rint"));
        }

        if (VipsApi.vips_image_get_bands(plan.Image) > Bands)
            plan.Apply("extract_band", ("band", "0"), ("n", $"{Bands}"));
        plan.Apply("cast", ("format", "uchar"));
    }

    /// <summary>Applies the EXIF orientation. It needs every row at once, so it follows decoding, which runs from top to bottom.</summary>
    private static PixelBuffer TurnUpright(PixelBuffer pixels, int orientation)
    {
        using (pixels)
        {
            using var plan = new VipsPlan(Wrap(pixels));
            VipsApi.vips_image_set_int(plan.Image, "orientation", orientation);
            plan.Apply("autorot");
            return Fetch(plan.Image);
        }
    }

    private static PixelBuffer Fetch(VipsImageHandle image)
    {
        var (width, height) = (VipsApi.vips_image_get_width(image), VipsApi.vips_image_get_height(image));
        if (VipsApi.vips_image_get_bands(image) != Bands)
            throw new VipsFailure($"it has {VipsApi.vips_image_get_bands(image)} colour channels after conversion to sRGB");

        using var region = VipsApi.vips_region_new(image);
        var pixels = new PixelBuffer(width, height);
        try
        {
            var stripRows = Math.Clamp(StripBytes / (width * Bands), 1, StripRows);
            for (var top = 0; top < height; top += stripRows)
            {
                var strip = VipsApi.vips_region_fetch(region, 0, top, width, Math.Min(stripRows, height - top), out var length);
                if (strip is null)
                    throw new VipsFailure();
                new ReadOnlySpan<byte>(strip, (int)length).CopyTo(pixels.Span[(top * width * Bands)..]);
                VipsApi.g_free(strip);
            }

            return pixels;
        }
        catch
        {
            pixels.Dispose();
            throw;
        }
    }
}
