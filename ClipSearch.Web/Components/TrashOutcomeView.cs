using System.Globalization;
using ClipSearch.Core.Library.Trash;
using ClipSearch.Web.Problems;

namespace ClipSearch.Web.Components;

/// <summary>The result of moving several photos into or out of the trash.</summary>
/// <param name="Moved">The photos that were moved.</param>
/// <param name="Failed">The names of the photos that were not, with the reasons.</param>
public sealed record TrashOutcomeView(IReadOnlyList<TrashMove> Moved, IReadOnlyList<(string Name, string Reason)> Failed)
{
    /// <summary>The ids of the moved photos before and after, for the page's script: <c>12:3,15:4</c>.</summary>
    public string Pairs => string.Join(',', Moved.Select(move => string.Create(CultureInfo.InvariantCulture, $"{move.From}:{move.To}")));

    /// <summary>Creates the view of a result.</summary>
    /// <param name="outcome">The result.</param>
    /// <param name="name">Returns the name of a photo by its id before; null if it is not known.</param>
    /// <param name="unknown">The problem with an id that no photo has.</param>
    internal static TrashOutcomeView Of(TrashOutcome outcome, Func<long, string?> name, Problem unknown) => new(
        outcome.Moved, [.. outcome.Failed.Select(failure => (name(failure.Id) ?? Texts.Zip_PhotoNumber.With(failure.Id), failure.Reason ?? unknown.Sentence))]);
}
