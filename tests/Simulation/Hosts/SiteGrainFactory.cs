using System.Reflection;
using Footfall.Sites;

namespace Footfall.Simulation.Hosts;

/// <summary>Returns references to site grains, the only part of a grain factory used here.</summary>
/// <remarks>Public and not sealed, because its proxy derives from it.</remarks>
public class SiteGrainFactory : DispatchProxy
{
    private Func<string, ISiteGrain> _create = null!;

    internal static IGrainFactory Create(Func<string, ISiteGrain> create)
    {
        IGrainFactory factory = Create<IGrainFactory, SiteGrainFactory>();
        ((SiteGrainFactory)factory)._create = create;
        return factory;
    }

    /// <inheritdoc/>
    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) => _create((string)args![0]!);
}
