namespace Weir.Core.Deployment;

/// <summary>What <c>WEIR_ENV</c> says. Unset means production.</summary>
public enum WeirMode
{
    Production,
    Development,
}
