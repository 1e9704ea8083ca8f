using System.Diagnostics.CodeAnalysis;
using ClipSearch.Core;
using ClipSearch.Core.Native.Vips;
using Microsoft.AspNetCore.Http.Features;

namespace ClipSearch.Web.Photos;

/// <summary>A picture that a request brings to search with: a form's field <c>image</c>, or the body itself.</summary>
internal static class PictureUpload
{
    /// <summary>The largest picture to search with; the library itself takes larger ones.</summary>
    private const int MostBytes = 64 << 20;

    /// <summary>Takes the picture.</summary>
    /// <returns>The picture, or why there is none.</returns>
    public static async Task<(QueryPicture? Picture, Problem? Problem)> ReadAsync(HttpContext context, QueryPictures pictures)
    {
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
            limit.MaxRequestBodySize = MostBytes;
        try
        {
            using var content = new MemoryStream();
            if (context.Request.HasFormContentType)
            {
                var form = await context.Request.ReadFormAsync(new FormOptions { MultipartBodyLengthLimit = MostBytes }, context.RequestAborted);
                if (form.Files.GetFile("image") is not { Length: > 0 } file)
                    return (null, Problem.NoPicture);
                await file.CopyToAsync(content, context.RequestAborted);
            }
            else
            {
                await context.Request.Body.CopyToAsync(content, context.RequestAborted);
            }

            return content.Length == 0
                ? (null, Problem.NoPicture)
                : (await pictures.AddAsync(content.GetBuffer().AsMemory(0, (int)content.Length), "The picture", context.RequestAborted), null);
        }
        catch (ImageException e)
        {
            return (null, Problem.BadPicture(e.Message));
        }
        catch (BadHttpRequestException e) when (e.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            return (null, Problem.TooLarge(Texts.Problem_TooLarge_Picture.With(MostBytes >> 20)));
        }
        catch (Exception e) when (e is InvalidDataException or IOException && !context.RequestAborted.IsCancellationRequested)
        {
            return (null, Problem.BadPicture(Texts.Problem_BadPicture_Form.With(MostBytes >> 20)));
        }
    }
}
