using ClipSearch.Core.Embeddings.Graphs;

namespace ClipSearch.Core.Embeddings.Forms;

/// <summary>A temporary folder inside the folder of the forms, so that finished files are moved without copying them.</summary>
internal sealed class FormWorkFolder(string forms) : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateDirectory(Path.Combine(forms, $".{Guid.NewGuid():N}"));

    /// <summary>Returns the path of a file in this folder.</summary>
    public string PathOf(string name) => Path.Combine(_folder.FullName, name);

    /// <summary>Moves a form and its weights to the folder of the forms. Replaces an earlier one.</summary>
    public void Keep(FormFile form)
    {
        foreach (var path in new[] { PathOf(form.Name), OnnxGraph.WeightsPath(PathOf(form.Name)) })
            File.Move(path, Path.Combine(forms, Path.GetFileName(path)), overwrite: true);
    }

    /// <inheritdoc/>
    public void Dispose() => _folder.Delete(recursive: true);
}
