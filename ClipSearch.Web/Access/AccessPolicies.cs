using ClipSearch.Core;
using Microsoft.AspNetCore.Authorization;

namespace ClipSearch.Web.Access;

/// <summary>The authorization policies: who may use an endpoint. <see cref="WriteAccess"/> has the rule.</summary>
internal static class AccessPolicies
{
    /// <summary>Only writers may use the endpoint.</summary>
    public const string Writer = "writer";

    /// <summary>Whoever may read the site may read the page (GET, HEAD); only writers may change something on it.</summary>
    public const string WriterToChange = "writer-to-change";

    public static IServiceCollection AddAccessPolicies(this IServiceCollection services, ClipSearchOptions options)
    {
        var policies = services
            .AddSingleton<WriteAccess>()
            .AddSingleton<IAuthorizationHandler, WriterHandler>()
            .AddSingleton<IAuthorizationMiddlewareResultHandler, RefusalResultHandler>()
            .AddAuthorizationBuilder()
            .AddPolicy(Writer, policy => policy.AddRequirements(new WriterRequirement(ReadingIsOpen: false)))
            .AddPolicy(WriterToChange, policy => policy.AddRequirements(new WriterRequirement(ReadingIsOpen: true)));
        // Whatever has no policy is read by everybody who may read.
        if (options.Private)
            policies.SetFallbackPolicy(new AuthorizationPolicyBuilder().AddRequirements(new ReaderRequirement()).Build());
        return services;
    }
}
