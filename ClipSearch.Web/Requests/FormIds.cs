using ClipSearch.Web.Problems;

namespace ClipSearch.Web.Requests;

/// <summary>Reads the ids of photos in a form: <c>id=12,15,18</c>, or a repeated field.</summary>
internal static class FormIds
{
    /// <summary>Reads a form's ids.</summary>
    /// <param name="request">The request.</param>
    /// <param name="field">The name of the form's field.</param>
    /// <param name="max">The maximum number of ids.</param>
    /// <returns>The ids, at least one, or the problem.</returns>
    /// <exception cref="BadHttpRequestException">The body exceeds the limit.</exception>
    public static async Task<(IReadOnlyList<long> Ids, Problem? Problem)> ReadAsync(HttpRequest request, string field, int max)
    {
        if (!request.HasFormContentType)
            return ([], Problem.NoPhotosNamed(field));
        try
        {
            var form = await request.ReadFormAsync(request.HttpContext.RequestAborted);
            if (!PhotoNumbers.TryRead(form[field], field, max, out var ids, out var problem))
                return ([], problem);
            return ids.Count == 0 ? ([], Problem.NoPhotosNamed(field)) : (ids, null);
        }
        catch (InvalidDataException)
        {
            // The form has too many fields, too long ones, or an invalid encoding.
            return ([], Problem.OfStatus(StatusCodes.Status400BadRequest));
        }
    }
}
