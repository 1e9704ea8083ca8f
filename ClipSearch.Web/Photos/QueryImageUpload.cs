using ClipSearch.Core.Imaging;
using ClipSearch.Core.Search;
using ClipSearch.Web.Access;
using ClipSearch.Web.Problems;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core.Features;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;
using MinDataRate = Microsoft.AspNetCore.Server.Kestrel.Core.MinDataRate;

namespace ClipSearch.Web.Photos;

/// <summary>
/// Receives an image to search with, as the form field <c>image</c> or as the request body. The body is read only when memory for it is
/// available, and is held in memory once.
/// </summary>
public sealed class QueryImageUpload(QueryImages images, ImageBudget budget, ImageRequestLimiter limiter)
{
    /// <summary>Maximum request body size; the library itself accepts larger files.</summary>
    private const int MaxBytes = 64 << 20;

    private const string Name = "The image";

    /// <summary>Slower clients are disconnected, since their body holds memory that other requests wait for.</summary>
    private static readonly MinDataRate Slowest = new(bytesPerSecond: 16 << 10, gracePeriod: TimeSpan.FromSeconds(15));

    /// <summary>Receives the image and embeds it.</summary>
    /// <returns>The image, or the problem if there is none.</returns>
    public async Task<(QueryImage? Image, Problem? Problem)> ReadAsync(HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        // Also for requests that are rejected: otherwise the server closes the connection instead of draining a body of that length.
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
            limit.MaxRequestBodySize = MaxBytes;
        // A chunked body has no length, and counts as the maximum.
        var length = context.Request.ContentLength ?? MaxBytes;
        if (length > MaxBytes)
            return (null, TooLarge());
        if (length == 0)
            return (null, Problem.NoImage);
        if (!limiter.TryEnter(context, out var slot, out var refusal))
            return (null, refusal);
        using (slot)
        {
            using var memory = await budget.TryReserveAsync(length, context.RequestAborted);
            return memory is null ? (null, Problem.Busy) : await ReceiveAsync(context, (int)length);
        }
    }

    private async Task<(QueryImage? Image, Problem? Problem)> ReceiveAsync(HttpContext context, int length)
    {
        if (context.Features.Get<IHttpMinRequestBodyDataRateFeature>() is { } rate)
            rate.MinDataRate = Slowest;
        try
        {
            using var file = context.Request.HasFormContentType
                ? await ReceiveFieldAsync(context.Request, length, context.RequestAborted)
                : await ImageFile.ReceiveAsync(context.Request.Body, length, Name, context.RequestAborted);
            return file is null || file.Content.IsEmpty ? (null, Problem.NoImage) : (await images.AddAsync(file, context.RequestAborted), null);
        }
        catch (ImageException e)
        {
            return (null, Problem.InvalidImage(e.Message));
        }
        catch (BadHttpRequestException e) when (e.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            return (null, TooLarge());
        }
        catch (Exception e) when (e is InvalidDataException or IOException && !context.RequestAborted.IsCancellationRequested)
        {
            return (null, Problem.InvalidImage(Texts.Problem_InvalidImage_Form.With(MaxBytes >> 20)));
        }
    }

    /// <summary>Reads the form up to the image and skips all other fields; returns null if it has no image.</summary>
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

    private static Problem TooLarge() => Problem.TooLarge(Texts.Problem_TooLarge_Image.With(MaxBytes >> 20));
}
