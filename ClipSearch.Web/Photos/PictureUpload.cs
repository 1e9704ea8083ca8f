using ClipSearch.Core;
using ClipSearch.Core.Native.Vips;
using ClipSearch.Web.Access;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core.Features;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;
using MinDataRate = Microsoft.AspNetCore.Server.Kestrel.Core.MinDataRate;

namespace ClipSearch.Web.Photos;

/// <summary>
/// Receives an image to search with: a form's field <c>image</c>, or the body itself. The body is read once there is memory for it, and
/// is in memory once.
/// </summary>
public sealed class PictureUpload(QueryPictures pictures, ImageBudget budget, ImageRequests requests)
{
    /// <summary>The longest body; the library itself accepts longer files.</summary>
    private const int MaxBytes = 64 << 20;

    private const string Name = "The picture";

    /// <summary>A client that sends more slowly is cut off, since its body holds memory that others wait for.</summary>
    private static readonly MinDataRate Slowest = new(bytesPerSecond: 16 << 10, gracePeriod: TimeSpan.FromSeconds(15));

    /// <summary>Receives the image and embeds it.</summary>
    /// <returns>The image, or why there is none.</returns>
    public async Task<(QueryPicture? Picture, Problem? Problem)> ReadAsync(HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        // Of a request that is refused, too: else the server breaks the connection off instead of passing over a body of that length.
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
            limit.MaxRequestBodySize = MaxBytes;
        // A body in chunks has no length, and counts as the longest.
        var length = context.Request.ContentLength ?? MaxBytes;
        if (length > MaxBytes)
            return (null, TooLarge());
        if (length == 0)
            return (null, Problem.NoPicture);
        if (!requests.TryEnter(context, out var place, out var refusal))
            return (null, refusal);
        using (place)
        {
            using var memory = await budget.TryReserveAsync(length, context.RequestAborted);
            return memory is null ? (null, Problem.Busy) : await ReceiveAsync(context, (int)length);
        }
    }

    private async Task<(QueryPicture? Picture, Problem? Problem)> ReceiveAsync(HttpContext context, int length)
    {
        if (context.Features.Get<IHttpMinRequestBodyDataRateFeature>() is { } rate)
            rate.MinDataRate = Slowest;
        try
        {
            using var file = context.Request.HasFormContentType
                ? await ReceiveFieldAsync(context.Request, length, context.RequestAborted)
                : await ImageFile.ReceiveAsync(context.Request.Body, length, Name, context.RequestAborted);
            return file is null || file.Content.IsEmpty ? (null, Problem.NoPicture) : (await pictures.AddAsync(file, context.RequestAborted), null);
        }
        catch (ImageException e)
        {
            return (null, Problem.BadPicture(e.Message));
        }
        catch (BadHttpRequestException e) when (e.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            return (null, TooLarge());
        }
        catch (Exception e) when (e is InvalidDataException or IOException && !context.RequestAborted.IsCancellationRequested)
        {
            return (null, Problem.BadPicture(Texts.Problem_BadPicture_Form.With(MaxBytes >> 20)));
        }
    }

    /// <summary>Reads the form up to the image, past everything else; null if it has none.</summary>
    private static async Task<ImageFile?> ReceiveFieldAsync(HttpRequest request, int length, CancellationToken cancellationToken)
    {
        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out var type) || type.Boundary.Value is not { Length: > 0 and <= 200 } boundary)
            return null;
        var reader = new MultipartReader(HeaderUtilities.RemoveQuotes(boundary).ToString(), request.Body);
        while (await reader.ReadNextSectionAsync(cancellationToken) is { } section)
        {
            if (section.AsFileSection() is { Name: "image", FileStream: { } content })
                return await ImageFile.ReceiveAsync(content, length, Name, cancellationToken);
        }

        return null;
    }

    private static Problem TooLarge() => Problem.TooLarge(Texts.Problem_TooLarge_Picture.With(MaxBytes >> 20));
}
