using ClipSearch.Core.Embeddings.Graphs;

namespace ClipSearch.Core.Embeddings.Forms;

/// <summary>A temporary folder inside the folder of the forms, so that finished files are moved without copying them.</summary>
internal sealed class FormWorkFolder : IDisposable
{
    /// <summary>The age at which a folder counts as left behind by a process that was killed.</summary>
    private static readonly TimeSpan MaxAge = TimeSpan.FromHours(6);

    private readonly string _forms;
    private readonly DirectoryInfo _folder;

    /// <summary>Creates a folder, and deletes those that killed processes left behind.</summary>
    /// <param name="forms">The folder of the forms.</param>
    public FormWorkFolder(string forms)
    {
        _forms = forms;
        _folder = Directory.CreateDirectory(Path.Combine(forms, $".{Guid.NewGuid():N}"));
        foreach (var left in _folder.Parent!.GetDirectories(".*").Where(left => DateTime.UtcNow - left.LastWriteTimeUtc > MaxAge))
        {
            try
            {
                left.Delete(recursive: true);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                // Another process deletes it, or another user created it.
            }
        }
    }

    /// <summary>Returns the path of a file in this folder.</summary>
    public string PathOf(string name) => Path.Combine(_folder.FullName, name);

    /// <summary>Moves a form and its weights to the folder of the forms. Replaces an earlier one.</summary>
    public void Keep(FormFile form)
    {
        foreach (var path in new[] { PathOf(form.Name), OnnxGraph.WeightsPath(PathOf(form.Name)) })
            File.Move(path, Path.Combine(_forms, Path.GetFileName(path)), overwrite: true);
    }

    /// <inheritdoc/>
    public void Dispose() => _folder.Delete(recursive: true);
}
