using System.Text;

namespace ClipSearch.Core.Imaging.Metadata;

/// <summary>Keeps the images of a GIF (GIF89a specification, appendix B) and the extensions that affect how they are displayed.</summary>
internal static class GifParts
{
    private const int ScreenLength = 13;
    private const int ImageLength = 10;
    private const int ApplicationLength = 14; // '!', label, length, and a name of 11 bytes
    private const byte Extension = (byte)'!', Image = (byte)',', End = (byte)';', Application = 0xFF, Comment = 0xFE;

    private static readonly string[] Kept = ["NETSCAPE2.0", "ANIMEXTS1.0", "ICCRGBG1012"];

    /// <returns>Whether the file is a valid GIF.</returns>
    public static async Task<bool> ReadAsync(FileCursor file, CopyParts parts, CancellationToken cancellationToken)
    {
        if (!await file.EnsureAsync(ScreenLength, cancellationToken))
            return false;
        var screen = ScreenLength + PaletteLength(file.Available[10]);
        if (file.Length < screen)
            return false;
        parts.Keep(0, screen);
        await file.SkipAsync(screen, cancellationToken);
        while (await file.EnsureAsync(1, cancellationToken))
        {
            var at = file.Position;
            var kind = file.Available[0];
            if (kind == End)
                return parts.Keep(at, 1);
            if (kind is not (Extension or Image))
                return false;
            var isKept = true;
            if (kind == Extension)
            {
                await file.EnsureAsync(ApplicationLength, cancellationToken);
                isKept = IsKept(file.Available);
                await file.SkipAsync(2, cancellationToken);
            }
            else if (await file.EnsureAsync(ImageLength, cancellationToken))
            {
                await file.SkipAsync(ImageLength + PaletteLength(file.Available[9]) + 1, cancellationToken);
            }

            while (await file.EnsureAsync(1, cancellationToken) && file.Available[0] is > 0 and var block)
                await file.SkipAsync(block + 1, cancellationToken);
            await file.SkipAsync(1, cancellationToken);
            if (isKept && !parts.Keep(at, file.Position - at))
                return false;
        }

        // A truncated file displays the images that it contains.
        return parts.Length > screen;
    }

    private static bool IsKept(ReadOnlySpan<byte> extension) => extension switch
    {
        [_, Comment, ..] => false,
        [_, Application, ..] => extension.Length >= ApplicationLength && Kept.Contains(Encoding.Latin1.GetString(extension[3..ApplicationLength])),
        _ => true,
    };

    private static int PaletteLength(byte flags) => (flags & 0x80) == 0 ? 0 : 3 << ((flags & 7) + 1);
}
